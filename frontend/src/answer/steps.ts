// Which questions are put, about whom, and in which order; what does not apply is passed over.
import { namesWith, valueAt, type Cells } from "./cells"
import { CHECK, CHOSEN, STILL, type Leaf, type Name, type Question } from "./leaf"

// What was said of this name earlier still holds, so that it is not asked again.
export function isSettled(leaf: Leaf, cells: Cells, name: string): boolean {
  const asked = leaf.earlier[name]
  if (asked === undefined) return false
  const still = valueAt(cells, STILL, name)
  return still === 1 || (still === undefined && !asked)
}

// The names that a question is about, given what was answered so far.
export function namesFor(leaf: Leaf, cells: Cells, question: Question): Name[] {
  if (question.kind === "still") return leaf.names.filter(name => leaf.still.includes(name.id))
  const known = new Set(namesWith(cells, CHOSEN, 1))
  return leaf.names.filter(name => {
    if (!question.is_new && isSettled(leaf, cells, name.id)) return false
    return question.among === "all" || known.has(name.id) === (question.among === "chosen")
  })
}

export function stepsOf(leaf: Leaf, cells: Cells): string[] {
  const asked = leaf.questions.filter(question => namesFor(leaf, cells, question).length)
  return [...asked.map(question => question.id), CHECK]
}

// The same, but before anybody is chosen as if somebody were: else the end would move away at the first choice.
export function stepsToCome(leaf: Leaf, cells: Cells, at: string): string[] {
  const isEarly = (at === STILL || at === CHOSEN) && !namesWith(cells, CHOSEN, 1).length
  if (!isEarly) return stepsOf(leaf, cells)
  const asked = leaf.questions.filter(question => question.among === "chosen" || namesFor(leaf, cells, question).length)
  return [...asked.map(question => question.id), CHECK]
}

// The step before or after; also from a step that meanwhile fell away.
export function beside(leaf: Leaf, cells: Cells, step: string, by: 1 | -1): string | null {
  const order = [...leaf.questions.map(question => question.id), CHECK]
  const there = new Set(stepsOf(leaf, cells))
  for (let at = order.indexOf(step) + by; at >= 0 && at < order.length; at += by) {
    const found = order[at]
    if (found !== undefined && there.has(found)) return found
  }
  return null
}

export interface Done {
  given: number
  of: number
}

export function doneOf(leaf: Leaf, cells: Cells, question: Question, names: Name[]): Done {
  const given = names.filter(name => {
    if (question.kind === "still") return isSettled(leaf, cells, name.id)
    const value = valueAt(cells, question.id, name.id)
    return question.kind === "rate" ? value !== undefined : value === 1
  })
  return { given: given.length, of: names.length }
}
