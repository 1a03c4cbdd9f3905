// Bringing in a file: a file dropped, its way here shown, and the focus kept where somebody was mending.
export function acceptDrops(zone: HTMLElement): void {
  const input = zone.querySelector<HTMLInputElement>("input[type=file]")
  if (input) showChoice(zone, input)
  const mark = (isOver: boolean) => (event: Event) => {
    event.preventDefault()
    zone.classList.toggle("over", isOver)
  }
  zone.addEventListener("dragover", mark(true))
  zone.addEventListener("dragleave", mark(false))
  zone.addEventListener("drop", event => {
    mark(false)(event)
    if (!input || !event.dataTransfer?.files.length) return
    input.files = event.dataTransfer.files
    input.dispatchEvent(new Event("change"))
  })
}

// Our own button in the language of the page, with the name of what was chosen; without script the browser's stands.
function showChoice(zone: HTMLElement, input: HTMLInputElement): void {
  const [pick, picked] = [zone.querySelector<HTMLElement>("[data-pick]"), zone.querySelector<HTMLElement>("[data-picked]")]
  if (!pick || !picked) return
  pick.hidden = false
  zone.classList.add("ready")
  input.addEventListener("change", () => {
    const name = input.files?.[0]?.name ?? ""
    picked.hidden = !name
    picked.textContent = name
  })
}

// The field that was opened; else, after a mend, the next wrong cell, and when all is right the message.
export function nextFocus(place: HTMLElement): HTMLElement | null {
  const field = place.querySelector<HTMLElement>("[data-mend]")
  if (field) return field
  const wrong = [...document.querySelectorAll<HTMLElement>(".cell-wrong")]
  const after = wrong.find(cell => place.contains(cell) || isAfter(cell, place))
  return after ?? wrong[0] ?? document.querySelector<HTMLElement>("#check-head h1")
}

function isAfter(cell: Node, place: Node): boolean {
  return Boolean(place.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING)
}

function keepFocus(place: HTMLElement, isMend: boolean): void {
  const number = place.dataset.mended
  const row = number ? document.getElementById(`row-${number}`) : null
  const next = isMend ? nextFocus(row ?? place) : null
  next?.focus()
  next?.closest("#mend")?.scrollIntoView({ block: "nearest" })
  if (next instanceof HTMLInputElement) next.select()
}

function showProgress(event: Event): void {
  const { loaded, total } = (event as CustomEvent<{ loaded: number; total: number }>).detail
  const bar = event.target instanceof Element ? event.target.querySelector("progress") : null
  if (bar && total) bar.value = Math.round((100 * loaded) / total)
}

export function watchImports(): void {
  for (const zone of document.querySelectorAll<HTMLElement>("[data-drop]")) acceptDrops(zone)
  document.addEventListener("htmx:xhr:progress", showProgress)
  document.addEventListener("htmx:afterSettle", event => {
    const place = event.target
    if (!(place instanceof HTMLElement)) return
    if (place.matches("tbody[id^='row-']")) keepFocus(place, true)
    else if (place.id === "checked") keepFocus(place, Boolean(place.dataset.mended))
    else if (place.id === "choose") for (const zone of place.querySelectorAll<HTMLElement>("[data-drop]")) acceptDrops(zone)
  })
  // A link that acts as a button is pressed with the space bar too.
  document.addEventListener("keydown", event => {
    const at = event.target
    if (!(at instanceof HTMLElement)) return
    if (event.key === " " && at.matches("a[role=button]")) {
      event.preventDefault()
      at.click()
    }
  })
  document.addEventListener("submit", event => {
    if (event.target instanceof HTMLFormElement && "once" in event.target.dataset) sendOnce(event.target)
  })
}

// Bringing in may take some seconds: a second press would be a second import.
export function sendOnce(form: HTMLFormElement): void {
  const button = form.querySelector("button")
  button?.setAttribute("aria-busy", "true")
  window.setTimeout(() => button?.setAttribute("disabled", ""), 0)
}
