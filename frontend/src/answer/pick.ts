// Choosing names: tiles for a short list, a field that finds them for a long one.
import { namesWith } from "./cells"
import type { Leaf, Name, Question } from "./leaf"
import { counted, said } from "./leaf"
import { initials, piece, put, slot } from "./parts"
import { findable, search, type Findable } from "./search"
import type { Session } from "./session"

const MOST_SHOWN = 6

export type Choose = (name: string, value: 0 | 1) => void

export function pickBody(session: Session, question: Question, names: Name[], choose: Choose): HTMLElement {
  return names.length > session.leaf.most_tiles
    ? combo(session, question, names, choose)
    : tiles(session.leaf, names, new Set(namesWith(session.cells, question.id, 1)))
}

export function tiles(leaf: Leaf, names: Name[], chosen: Set<string>): HTMLElement {
  const list = piece("t-tiles")
  slot(list, "tiles").append(...names.map(name => tile(leaf, name, chosen.has(name.id))))
  return list
}

function tile(leaf: Leaf, name: Name, isChosen: boolean): HTMLElement {
  const made = piece("t-tile")
  const box = made.querySelector("input")
  if (box) {
    box.value = name.id
    box.checked = isChosen
  }
  slot(made, "initials").textContent = initials(name.name)
  put(made, "name", name.name)
  put(made, "about", name.about)
  put(made, "new", name.is_new ? (leaf.words.new ?? "") : "")
  return made
}

interface Finder {
  root: HTMLElement
  field: HTMLInputElement
  list: HTMLElement
  found: Name[]
  at: number
}

function combo(session: Session, question: Question, names: Name[], choose: Choose): HTMLElement {
  const { leaf } = session
  const root = piece("t-combo")
  const field = root.querySelector("input") as HTMLInputElement
  const finder: Finder = { root, field, list: slot(root, "found"), found: [], at: -1 }
  const all: Findable[] = names.map(findable)
  const chosenIds = (): string[] => namesWith(session.cells, question.id, 1)
  const showChosen = (): void => chips(leaf, root, names.filter(name => chosenIds().includes(name.id)))
  const take = (name: Name | undefined): void => {
    if (!name) return
    choose(name.id, 1)
    field.value = ""
    close(finder)
    showChosen()
    field.focus()
  }
  field.addEventListener("input", () => {
    const already = new Set(chosenIds())
    options(leaf, finder, search(all, field.value).filter(name => !already.has(name.id)))
  })
  field.addEventListener("keydown", event => pressed(event, finder, take))
  field.addEventListener("blur", () => window.setTimeout(() => close(finder), 150))
  finder.list.addEventListener("mousedown", event => event.preventDefault())
  finder.list.addEventListener("click", event => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null
    if (option) take(finder.found[Number(option.dataset.at)])
  })
  root.addEventListener("click", event => {
    const chip = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-unpick]") : null
    if (!chip) return
    choose(chip.dataset.unpick ?? "", 0)
    showChosen()
    field.focus()
  })
  browse(session, question, names, root)
  root.addEventListener("answer:chosen", showChosen)
  showChosen()
  return root
}

// The whole list, made only when somebody opens it.
function browse(session: Session, question: Question, names: Name[], root: HTMLElement): void {
  const details = root.querySelector("details")
  put(root, "browse", counted(session.leaf.words, "browse", names.length))
  details?.addEventListener("toggle", () => {
    const place = slot(root, "all")
    const chosen = new Set(namesWith(session.cells, question.id, 1))
    place.replaceChildren(...(details.open ? [tiles(session.leaf, names, chosen)] : []))
  })
}

function options(leaf: Leaf, finder: Finder, found: Name[]): void {
  finder.found = found.slice(0, MOST_SHOWN)
  finder.at = finder.found.length ? 0 : -1
  finder.list.replaceChildren(...finder.found.map(option))
  const more = found.length - finder.found.length
  const nothing = finder.field.value.trim() && !found.length ? said(leaf.words, "none_found", finder.field.value) : ""
  put(finder.root, "more", nothing || (more > 0 ? counted(leaf.words, "more", more) : ""))
  slot(finder.root, "results").textContent = found.length ? counted(leaf.words, "found", found.length) : nothing
  finder.list.hidden = !found.length
  mark(finder)
}

function option(name: Name, at: number): HTMLElement {
  const made = piece("t-option")
  made.id = `found-${at}`
  made.dataset.at = String(at)
  put(made, "name", name.name)
  put(made, "about", name.about)
  return made
}

function mark(finder: Finder): void {
  const isOpen = !finder.list.hidden
  finder.field.setAttribute("aria-expanded", String(isOpen))
  if (isOpen && finder.at >= 0) finder.field.setAttribute("aria-activedescendant", `found-${finder.at}`)
  else finder.field.removeAttribute("aria-activedescendant")
  for (const [at, each] of [...finder.list.children].entries()) {
    each.setAttribute("aria-selected", String(at === finder.at))
  }
}

function close(finder: Finder): void {
  finder.found = []
  finder.at = -1
  finder.list.replaceChildren()
  finder.list.hidden = true
  put(finder.root, "more", "")
  mark(finder)
}

function pressed(event: KeyboardEvent, finder: Finder, take: (name: Name | undefined) => void): void {
  const count = finder.found.length
  const move: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
  const by = move[event.key]
  if (by && count) {
    finder.at = (finder.at + by + count) % count
    mark(finder)
    event.preventDefault()
  } else if (event.key === "Enter" && finder.field.value.trim()) {
    event.preventDefault()
    take(finder.found[finder.at])
  } else if (event.key === "Escape" && count) {
    close(finder)
    event.preventDefault()
  }
}

function chips(leaf: Leaf, root: HTMLElement, chosen: Name[]): void {
  const made = chosen.map(name => {
    const item = piece("t-chip")
    const button = item.querySelector("button")
    if (button) button.dataset.unpick = name.id
    put(item, "name", name.name)
    put(item, "remove", said(leaf.words, "remove", name.name))
    return item
  })
  slot(root, "chosen").replaceChildren(...made)
  put(root, "count", counted(leaf.words, "chosen", chosen.length))
}
