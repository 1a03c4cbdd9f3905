// Finding a name as people half remember it: accents, ij and y, parts of words in any order, initials, a slip of the key.
import type { Name } from "./leaf"

export interface Findable {
  name: Name
  words: string[]
  initials: string[]
  around: string[]
}

const SMALL = new Set(["van", "de", "der", "den", "het", "t", "te", "ten", "ter", "in", "of", "the", "and", "en", "voor"])

export function folded(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  return plain.replace(/ij/g, "y").replace(/ß/g, "ss").replace(/ø/g, "o").replace(/æ/g, "ae").replace(/ł/g, "l")
}

export function wordsOf(text: string): string[] {
  return folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)
}

export function findable(name: Name): Findable {
  const words = wordsOf(name.name)
  const letters = (some: string[]): string => some.map(word => word[0] ?? "").join("")
  const initials = [letters(words), letters(words.filter(word => !SMALL.has(word)))]
  return { name, words, initials, around: wordsOf(name.about) }
}

// One letter more, less, other, or two changed about.
export function isNear(typed: string, word: string): boolean {
  const start = word.slice(0, typed.length + 1)
  return [start, start.slice(0, typed.length), start.slice(0, typed.length - 1)].some(part => isOneOff(typed, part))
}

function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const [left, right] = [a.slice(at), b.slice(at)]
  if (left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)) return true
  return left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2)
}

const NO = 99

function distance(typed: string, one: Findable): number {
  if (one.words.some(word => word === typed)) return 0
  if (one.words.some(word => word.startsWith(typed))) return 1
  if (typed.length > 1 && one.initials.some(letters => letters.startsWith(typed))) return 2
  if (typed.length > 2 && one.words.some(word => word.includes(typed))) return 3
  if (one.around.some(word => word.startsWith(typed))) return 4
  if (typed.length > 3 && one.words.some(word => isNear(typed, word))) return 6
  return NO
}

function farness(typed: string[], one: Findable): number {
  let total = 0
  for (const word of typed) {
    const far = distance(word, one)
    if (far === NO) return NO
    total += far
  }
  const first = typed[0] ?? ""
  return one.words[0]?.startsWith(first) ? total : total + 0.5
}

// Best first; with nothing typed, nothing.
export function search(among: Findable[], text: string): Name[] {
  const typed = wordsOf(text)
  if (!typed.length) return []
  const joined = typed.length > 1 ? [typed.join("")] : []
  const found: [number, Name][] = []
  for (const one of among) {
    const far = Math.min(farness(typed, one), joined.length ? farness(joined, one) + 1 : NO)
    if (far < NO) found.push([far, one.name])
  }
  return found.sort((a, b) => a[0] - b[0] || a[1].name.localeCompare(b[1].name)).map(([, name]) => name)
}
