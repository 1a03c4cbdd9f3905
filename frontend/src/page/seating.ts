// Guests of a table plan can be dragged to another table; each also has a button that does the same.
import htmx from "htmx.org"

let dragged: HTMLElement | null = null

function tableAt(event: DragEvent): HTMLElement | null {
  const at = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-table]") : null
  return at && dragged && at.parentElement === dragged.closest("[data-seating-round]") ? at : null
}

export function movesTo(guest: HTMLElement, table: HTMLElement): Record<string, string> | null {
  const from = guest.closest<HTMLElement>("[data-table]")
  const round = guest.closest<HTMLElement>("[data-seating-round]")
  if (!from || !round || from === table) return null
  return { person: guest.dataset.guest ?? "", round: round.dataset.seatingRound ?? "", to: table.dataset.table ?? "" }
}

function drop(event: DragEvent): void {
  const table = tableAt(event)
  if (!table || !dragged) return
  event.preventDefault()
  const values = movesTo(dragged, table)
  const token = dragged.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? ""
  const address = table.parentElement?.dataset.moveAt
  if (values && address) void htmx.ajax("post", address, { target: "#board", values: { ...values, csrfmiddlewaretoken: token } })
}

export function settleSeats(root: ParentNode): void {
  for (const guest of root.querySelectorAll<HTMLElement>("[data-seating-round] [data-guest]")) guest.draggable = true
}

export function watchSeats(): void {
  document.addEventListener("dragstart", event => {
    const guest = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-guest]") : null
    dragged = guest
    guest?.classList.add("dragged")
  })
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged")
    dragged = null
    for (const each of document.querySelectorAll(".seat-table.over")) each.classList.remove("over")
  })
  document.addEventListener("dragover", event => {
    const table = tableAt(event)
    if (!table) return
    event.preventDefault()
    for (const each of document.querySelectorAll(".seat-table.over")) if (each !== table) each.classList.remove("over")
    table.classList.add("over")
  })
  document.addEventListener("drop", drop)
}
