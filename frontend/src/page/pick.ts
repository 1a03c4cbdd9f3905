// Choosing people from a long list: a field that narrows it down to a name, and a count of who is chosen.
import { told } from "./ticks"

/** Without capitals and accents, so that "zoe" finds Zoë. */
export function plain(words: string): string {
  return words.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase()
}

/** Whether every word that was typed stands somewhere in it. */
export function holds(text: string, typed: string): boolean {
  const found = plain(text)
  return plain(typed).split(/\s+/).every(word => found.includes(word))
}

function count(form: HTMLFormElement): void {
  const line = form.querySelector<HTMLElement>("[data-pick-count]")
  const n = form.querySelectorAll("input[name=person]:checked").length
  if (line) line.textContent = told(n, line.dataset.one ?? "", line.dataset.more ?? "") || (line.dataset.none ?? "")
}

function narrow(form: HTMLFormElement, typed: string): void {
  for (const group of form.querySelectorAll<HTMLElement>("[data-pick-group]")) {
    let shown = 0
    for (const label of group.querySelectorAll<HTMLLabelElement>("label")) {
      label.hidden = !holds(`${label.textContent ?? ""} ${group.dataset.pickGroup ?? ""}`, typed)
      if (!label.hidden) shown += 1
    }
    group.hidden = shown === 0
    if (typed.trim() && group instanceof HTMLDetailsElement) group.open = true
  }
  const nobody = form.querySelector<HTMLElement>("[data-pick-nobody]")
  if (nobody) nobody.hidden = form.querySelector("[data-pick-group]:not([hidden])") !== null
}

export function watchPicks(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-picks]")) {
    for (const part of form.querySelectorAll<HTMLElement>("[data-pick-live]")) part.hidden = false
    const field = form.querySelector<HTMLInputElement>("[data-pick-search]")
    field?.addEventListener("input", () => narrow(form, field.value))
    // Enter would keep the form; here it only ends the typing.
    field?.addEventListener("keydown", event => event.key === "Enter" && event.preventDefault())
    form.addEventListener("change", () => count(form))
    count(form)
  }
}
