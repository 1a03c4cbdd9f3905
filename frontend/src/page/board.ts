// A board with several people at it: the cards are asked for anew every few seconds, and can be dragged together.
import htmx from "htmx.org"

const EVERY = 3000

let dragged: HTMLElement | null = null

function isBusy(wall: HTMLElement): boolean {
  const at = document.activeElement
  return dragged !== null || document.querySelector("dialog[open]") !== null || (at instanceof HTMLSelectElement && wall.contains(at))
}

function show(wall: HTMLElement, html: string): void {
  const focused = wall.contains(document.activeElement) ? document.activeElement?.id : ""
  wall.innerHTML = html
  htmx.process(wall)
  if (focused) document.getElementById(focused)?.focus()
  const stage = wall.querySelector<HTMLElement>("[data-stage]")?.dataset.stage
  // Another step asks for other words around the cards; what somebody is typing is left alone.
  const typed = document.querySelector<HTMLTextAreaElement>("#card-text")
  if (stage !== wall.dataset.stage && !typed?.value) window.location.reload()
}

async function look(wall: HTMLElement): Promise<void> {
  if (document.hidden || isBusy(wall)) return
  const seen = wall.querySelector<HTMLElement>("[data-tick]")?.dataset.tick ?? ""
  const reply = await fetch(`${wall.dataset.wall ?? ""}?seen=${seen}`, { redirect: "manual" })
  if (reply.status === 200 && !isBusy(wall)) show(wall, await reply.text())
}

async function put(wall: HTMLElement, card: HTMLElement, to: string): Promise<void> {
  const token = card.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? ""
  const body = new URLSearchParams({ to, csrfmiddlewaretoken: token })
  const reply = await fetch(card.dataset.put ?? "", { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual" })
  if (reply.ok) show(wall, await reply.text())
}

function over(at: EventTarget | null): HTMLElement | null {
  const found = at instanceof Element ? at.closest<HTMLElement>("[data-card], [data-column]") : null
  return found === dragged ? null : found
}

function watchDragging(wall: HTMLElement): void {
  wall.addEventListener("dragstart", event => {
    dragged = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-put]") : null
    dragged?.classList.add("dragged")
    event.dataTransfer?.setData("text/plain", dragged?.dataset.card ?? "")
  })
  wall.addEventListener("dragover", event => {
    for (const each of wall.querySelectorAll(".over")) each.classList.remove("over")
    const target = over(event.target)
    if (!dragged || !target) return
    event.preventDefault()
    target.classList.add("over")
  })
  wall.addEventListener("drop", event => {
    const target = over(event.target)
    if (!dragged || !target) return
    event.preventDefault()
    void put(wall, dragged, target.dataset.card ? `card:${target.dataset.card}` : `column:${target.dataset.column ?? ""}`)
  })
  wall.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged")
    for (const each of wall.querySelectorAll(".over")) each.classList.remove("over")
    dragged = null
  })
}

export function watchBoard(): void {
  const wall = document.querySelector<HTMLElement>("[data-wall]")
  if (!wall) return
  watchDragging(wall)
  window.setInterval(() => {
    look(wall).catch(() => undefined)
  }, EVERY)
}
