// The board of initiatives: a card dragged to another lane fills and sends the form that stands in the card.

export function watchKanban(root: ParentNode): void {
  for (const board of root.querySelectorAll<HTMLElement>("[data-kanban]")) wire(board)
}

function wire(board: HTMLElement): void {
  let held: HTMLElement | null = null
  for (const card of board.querySelectorAll<HTMLElement>("[data-card]")) {
    card.addEventListener("dragstart", event => {
      held = card
      card.classList.add("held")
      event.dataTransfer?.setData("text/plain", card.id)
    })
    card.addEventListener("dragend", () => {
      card.classList.remove("held")
      held = null
      for (const lane of board.querySelectorAll(".over")) lane.classList.remove("over")
    })
  }
  for (const lane of board.querySelectorAll<HTMLElement>("[data-lane]")) {
    lane.addEventListener("dragover", event => {
      if (!held || !offers(held, lane)) return
      event.preventDefault()
      lane.classList.add("over")
    })
    lane.addEventListener("dragleave", () => lane.classList.remove("over"))
    lane.addEventListener("drop", event => {
      event.preventDefault()
      if (held) move(held, lane)
    })
  }
}

function choice(card: HTMLElement): HTMLSelectElement | null {
  return card.querySelector<HTMLSelectElement>(".lane-move select")
}

function offers(card: HTMLElement, lane: HTMLElement): boolean {
  return [...(choice(card)?.options ?? [])].some(each => each.value === lane.dataset.lane)
}

/** Forward it goes at once; back, or to another state, it asks why first. */
function move(card: HTMLElement, lane: HTMLElement): void {
  const select = choice(card)
  const form = select?.form
  if (!select || !form || !offers(card, lane)) return
  select.value = lane.dataset.lane ?? ""
  const from = card.closest("[data-lane]")
  const isBack = !!from && !!(lane.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING)
  if (!isBack && lane.closest<HTMLElement>("[data-kanban]")?.dataset.kanban === "phase") {
    form.requestSubmit()
    return
  }
  const details = card.querySelector<HTMLDetailsElement>(".lane-move")
  if (details) details.open = true
  form.querySelector<HTMLInputElement>("input[name=reason]")?.focus()
}
