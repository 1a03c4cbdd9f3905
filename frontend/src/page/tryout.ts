// Trying a choice: an activity is dragged over the line where time ends. Its tick box is the twin that needs no mouse.

const HELD = "text/x-activity"

function zoneAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-trying] [data-drop]") : null
}

// The tick that a drop comes to; null where it is there already.
export function ticked(zone: string, isIn: boolean): boolean | null {
  const wanted = zone === "in"
  return wanted === isIn ? null : wanted
}

function dropped(zone: HTMLElement, activity: string): void {
  const box = zone.closest("form")?.querySelector<HTMLInputElement>(`input[name="in"][value="${CSS.escape(activity)}"]`)
  if (!box) return
  const tick = ticked(zone.dataset.drop ?? "", box.checked)
  if (tick === null) return
  box.checked = tick
  box.dispatchEvent(new Event("change", { bubbles: true }))
}

export function watchTryout(): void {
  document.addEventListener("dragstart", event => {
    const bar = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-trying] [data-activity]") : null
    if (!bar?.dataset.activity || !event.dataTransfer) return
    event.dataTransfer.setData(HELD, bar.dataset.activity)
    event.dataTransfer.effectAllowed = "move"
    bar.classList.add("dragged")
  })
  document.addEventListener("dragend", event => {
    if (event.target instanceof Element) event.target.classList.remove("dragged")
    for (const zone of document.querySelectorAll(".aimed")) zone.classList.remove("aimed")
  })
  document.addEventListener("dragover", event => {
    const zone = zoneAt(event.target)
    if (!zone || !event.dataTransfer?.types.includes(HELD)) return
    event.preventDefault()
    zone.classList.add("aimed")
  })
  document.addEventListener("dragleave", event => {
    const zone = zoneAt(event.target)
    if (zone && !(event.relatedTarget instanceof Node && zone.contains(event.relatedTarget))) zone.classList.remove("aimed")
  })
  document.addEventListener("drop", event => {
    const zone = zoneAt(event.target)
    const activity = event.dataTransfer?.getData(HELD)
    if (!zone || !activity) return
    event.preventDefault()
    dropped(zone, activity)
  })
}
