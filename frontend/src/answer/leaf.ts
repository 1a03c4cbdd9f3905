// What the server says about one respondent's questions; the page holds it as data.
import type { Cells } from "./cells"

export interface Name {
  id: string
  name: string
  about: string
  is_new: boolean
}

export interface Word {
  value: number
  label: string
}

export interface Question {
  id: string
  kind: "still" | "pick" | "rate"
  among: "all" | "chosen" | "others"
  title: string
  hint: string
  // With "…" in the place of the name.
  sentence: string
  orientation: string
  is_new: boolean
  words: Word[]
}

export interface Leaf {
  key: string
  address: string
  edition: string
  most_tiles: number
  names: Name[]
  questions: Question[]
  // Names about which something was said in an earlier wave, and whether they are asked again now.
  earlier: Record<string, boolean>
  // Of these what was said may still hold.
  still: string[]
  cells: Cells
  words: Record<string, string>
}

export const STILL = "still"
export const CHOSEN = "chosen"
export const CHECK = "check"
export const DONT_KNOW = -1

export function readLeaf(root: ParentNode): Leaf | null {
  const found = root.querySelector("#leaf")
  return found ? (JSON.parse(found.textContent ?? "null") as Leaf) : null
}

// A sentence of the server with its places filled in.
export function said(words: Record<string, string>, key: string, ...filled: (string | number)[]): string {
  let at = 0
  return (words[key] ?? "").replace(/%s/g, () => String(filled[at++] ?? ""))
}

export function counted(words: Record<string, string>, key: string, count: number): string {
  return said(words, count === 1 ? `${key}_one` : `${key}_many`, count)
}
