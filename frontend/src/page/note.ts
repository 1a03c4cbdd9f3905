// Noting an act: guesses live what it belongs to, picks people from what was found, and keeps what cannot be sent.
export interface Kept {
  fields: [string, string][]
}

const GUESS_AFTER_MS = 250
const PREFIX = "vierspan-notes:"

export function keptNotes(owner: string, store: Storage = localStorage): Kept[] {
  try {
    const found: unknown = JSON.parse(store.getItem(PREFIX + owner) ?? "[]")
    return Array.isArray(found) ? (found as Kept[]) : []
  } catch {
    return []
  }
}

export function keepNotes(owner: string, notes: Kept[], store: Storage = localStorage): void {
  if (notes.length) store.setItem(PREFIX + owner, JSON.stringify(notes))
  else store.removeItem(PREFIX + owner)
}

// The fields of a note as they can be sent later, with the day on which it was done.
export function noteOf(form: HTMLFormElement, today: string): Kept {
  const fields = [...new FormData(form)].filter(
    (field): field is [string, string] => typeof field[1] === "string" && field[0] !== "csrfmiddlewaretoken",
  )
  return { fields: fields.map(([name, value]) => [name, name === "done_on" && !value ? today : value]) }
}

function localDay(now = new Date()): string {
  const two = (part: number): string => String(part).padStart(2, "0")
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function noteForm(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form[data-note]")
}

function showKept(form: HTMLFormElement): void {
  const place = form.parentElement?.querySelector<HTMLElement>("[data-kept]")
  const waiting = keptNotes(form.dataset.note ?? "")
  if (!place) return
  place.replaceChildren()
  if (!waiting.length) return
  const said = document.createElement("div")
  said.className = "message error"
  const words = document.createElement("p")
  const title = document.createElement("b")
  title.textContent = form.dataset.keptTitle ?? ""
  words.append(title, ` ${form.dataset.keptText ?? ""} `)
  for (const note of waiting) {
    const line = document.createElement("span")
    line.className = "soft"
    line.textContent = `“${note.fields.find(([name]) => name === "text")?.[1] ?? ""}” `
    words.append(line)
  }
  said.append(words)
  place.append(said)
}

function keep(form: HTMLFormElement): void {
  const owner = form.dataset.note ?? ""
  keepNotes(owner, [...keptNotes(owner), noteOf(form, localDay())])
  form.reset()
  form.querySelector("[data-picked]")?.replaceChildren()
  showKept(form)
}

async function send(form: HTMLFormElement, note: Kept): Promise<boolean> {
  const body = new FormData()
  body.set("csrfmiddlewaretoken", form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "")
  for (const [name, value] of note.fields) body.append(name, value)
  const reply = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } })
  if (reply.status === 422 || reply.ok) return reply.ok
  throw new Error(String(reply.status))
}

// Out of the store before it is sent, so that no other tab sends it as well.
export function takeFirst(owner: string, store: Storage = localStorage): Kept | undefined {
  const [first, ...rest] = keptNotes(owner, store)
  if (first) keepNotes(owner, rest, store)
  return first
}

// Sends what waited, first noted first; what still cannot go stays.
export async function sendKept(): Promise<void> {
  const form = noteForm()
  if (!form || !navigator.onLine) return
  const owner = form.dataset.note ?? ""
  let sent = 0
  for (let note = takeFirst(owner); note; note = takeFirst(owner)) {
    try {
      if (await send(form, note)) sent += 1
      else putBack(form, note)
    } catch {
      keepNotes(owner, [note, ...keptNotes(owner)])
      break
    }
  }
  showKept(form)
  if (sent) tell(form.dataset.sent ?? "")
}

// What the site could not take stands in the box again, to be mended.
function putBack(form: HTMLFormElement, note: Kept): void {
  const words = form.querySelector<HTMLInputElement>("[name=text]")
  if (words) words.value = note.fields.find(([name]) => name === "text")?.[1] ?? ""
}

function tell(text: string): void {
  const toast = document.createElement("div")
  toast.className = "toast"
  toast.dataset.toast = ""
  toast.textContent = text
  document.getElementById("toasts")?.append(toast)
}

let timer = 0
let isChosen = false

async function guess(form: HTMLFormElement, words: string): Promise<void> {
  const reply = await fetch(`${form.dataset.guess}?text=${encodeURIComponent(words)}`).catch(() => null)
  if (!reply?.ok || isChosen) return
  const { orientation } = (await reply.json()) as { orientation: string }
  for (const option of form.querySelectorAll<HTMLInputElement>("[name=orientation]")) {
    option.checked = option.value === orientation
  }
}

function typed(event: Event): void {
  const field = event.target
  if (!(field instanceof HTMLInputElement)) return
  const form = field.closest<HTMLFormElement>("form[data-note]")
  if (!form) return
  if (field.name === "orientation") isChosen = true
  if (field.name !== "text") return
  if (!field.value) isChosen = false
  window.clearTimeout(timer)
  if (!isChosen) timer = window.setTimeout(() => void guess(form, field.value), GUESS_AFTER_MS)
}

// A name pressed in the list: a chip with it in the note, or the name in the field of a dialog.
export function pick(button: HTMLElement): void {
  const form = button.closest("form")
  const found = button.closest(".found")
  const picked = form?.querySelector("[data-picked]")
  const field = found?.previousElementSibling
  if (!form || !found || !(field instanceof HTMLInputElement)) return
  if (picked) {
    picked.append(chip(button.dataset.name ?? "", button.dataset.pick ?? ""))
    field.value = field.value.includes(",") ? field.value.slice(0, field.value.lastIndexOf(",") + 1) : ""
  } else {
    field.value = button.dataset.name ?? ""
  }
  found.replaceChildren()
  field.focus()
}

function chip(name: string, id: string): HTMLButtonElement {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "chip"
  made.dataset.unpick = ""
  const kept = document.createElement("input")
  kept.type = "hidden"
  kept.name = "touched"
  kept.value = id
  made.append(name, " ×", kept)
  return made
}

function pressed(event: Event): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null
  if (button?.dataset.pick) pick(button)
  if (button && "unpick" in button.dataset) button.remove()
}

function unsent(event: Event): void {
  const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>("form[data-note]") : null
  if (form && event.target === form) keep(form)
}

export function watchNotes(): void {
  document.addEventListener("input", typed)
  document.addEventListener("click", pressed)
  document.addEventListener("htmx:sendError", unsent)
  window.addEventListener("online", () => void sendKept())
  document.addEventListener("htmx:afterSettle", () => {
    const form = noteForm()
    if (form) showKept(form)
  })
  document.addEventListener("htmx:afterRequest", event => {
    if ((event.target as Element | null)?.matches?.("form[data-note]")) isChosen = false
  })
  document.addEventListener("DOMContentLoaded", () => {
    const form = noteForm()
    if (form) showKept(form)
    void sendKept()
  })
}
