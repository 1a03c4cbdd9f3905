// Before handing in: everything that was answered, question by question, each with a way back to it.
import { valueAt } from "./cells"
import { counted, said, type Leaf, type Name, type Question } from "./leaf"
import { piece, put, slot } from "./parts"
import type { Session } from "./session"
import { doneOf, isSettled, namesFor } from "./steps"

export const OPT_IN = "opted_in"
export const SELF = "-"

export function checkBody(session: Session): HTMLElement {
  const { leaf, cells } = session
  const root = piece("t-check")
  const asked = leaf.questions.map(question => ({ question, names: namesFor(leaf, cells, question) }))
  const parts = asked.filter(({ names }) => names.length).map(({ question, names }) => part(session, question, names))
  slot(root, "parts").replaceChildren(...parts)
  const box = root.querySelector<HTMLInputElement>(`[name=${OPT_IN}]`)
  if (box) box.checked = (valueAt(cells, OPT_IN, SELF) ?? 0) === 1
  return root
}

function part(session: Session, question: Question, names: Name[]): HTMLElement {
  const { leaf, cells } = session
  const made = piece("t-check-part")
  const done = doneOf(leaf, cells, question, names)
  put(made, "title", question.title)
  put(made, "count", summary(leaf, question, done))
  const link = made.querySelector("a")
  if (link) {
    link.href = `${leaf.address}${question.id}/`
    link.dataset.step = question.id
  }
  slot(made, "change").textContent = said(leaf.words, "change", question.title)
  slot(made, "rows").append(...rows(session, question, names))
  const details = made.querySelector("details")
  if (details && !done.given) details.hidden = true
  return made
}

function summary(leaf: Leaf, question: Question, done: { given: number; of: number }): string {
  if (!done.given) return leaf.words.nothing ?? ""
  if (question.kind === "still") return said(leaf.words, "confirmed", done.given, done.of)
  if (question.kind === "rate") return said(leaf.words, "answered", done.given, done.of)
  return counted(leaf.words, "chosen", done.given)
}

function rows({ leaf, cells }: Session, question: Question, names: Name[]): HTMLElement[] {
  return names.flatMap(name => {
    const isStill = question.kind === "still" && isSettled(leaf, cells, name.id)
    const value = isStill ? 1 : valueAt(cells, question.id, name.id)
    if (value === undefined || (question.kind !== "rate" && value !== 1)) return []
    const row = piece("t-check-row")
    put(row, "name", name.name)
    put(row, "value", question.words.find(word => word.value === value)?.label ?? "")
    return [row]
  })
}
