// The same question about each name: one line of words to choose from per name.
import { valueAt, type Cells } from "./cells"
import type { Name, Question, Word } from "./leaf"
import { piece, put, slot } from "./parts"

export function rateBody(cells: Cells, question: Question, names: Name[]): HTMLElement {
  const list = piece("t-rates")
  list.append(...names.map(name => rate(question, name, valueAt(cells, question.id, name.id))))
  return list
}

function rate(question: Question, name: Name, value: number | undefined): HTMLElement {
  const made = piece("t-rate")
  put(made, "name", name.name)
  put(made, "about", name.about)
  slot(made, "sentence").textContent = question.sentence.replace("…", name.name)
  const words = slot(made, "words")
  words.dataset.count = String(question.words.length)
  words.append(...question.words.map(each => word(each, name, value)))
  return made
}

function word(given: Word, name: Name, value: number | undefined): HTMLElement {
  const made = piece("t-word")
  const button = made.querySelector("input")
  if (button) {
    button.name = `v-${name.id}`
    button.value = String(given.value)
    button.checked = given.value === value
  }
  made.classList.toggle("dont", given.value < 0)
  put(made, "label", given.label)
  return made
}
