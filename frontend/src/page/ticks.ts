// Ticking rows of a list: all at once, a range with Shift, and a count of how many.

function rows(root: ParentNode): HTMLInputElement[] {
  return [...root.querySelectorAll<HTMLInputElement>('input[name="row"]')]
}

/** The rows from the one ticked last to this one, in the order of the page. */
export function between<Row>(all: readonly Row[], from: Row | null, to: Row): Row[] {
  const start = from === null ? -1 : all.indexOf(from)
  const end = all.indexOf(to)
  if (start < 0 || end < 0) return [to]
  return all.slice(Math.min(start, end), Math.max(start, end) + 1)
}

/** What the count says; nothing when nothing is ticked. */
export function told(n: number, one: string, more: string): string {
  if (n === 0) return ""
  return n === 1 ? one : more.replace("#", String(n))
}

function show(list: HTMLElement): void {
  const all = rows(list)
  const n = all.filter(row => row.checked).length
  const count = list.querySelector<HTMLElement>("[data-tick-count]")
  if (count) count.textContent = told(n, count.dataset.one ?? "", count.dataset.more ?? "")
  const two = list.querySelector<HTMLElement>("[data-tick-two]")
  if (two) two.hidden = n !== 2
  const whole = list.querySelector<HTMLInputElement>("[data-tick-all]")
  if (!whole) return
  whole.hidden = false
  whole.checked = n === all.length && n > 0
  whole.indeterminate = n > 0 && n < all.length
}

let last: HTMLInputElement | null = null

function ticked(event: MouseEvent): void {
  const box = event.target
  if (!(box instanceof HTMLInputElement)) return
  const list = box.closest<HTMLElement>(".lister")
  if (!list) return
  if ("tickAll" in box.dataset) for (const row of rows(list)) row.checked = box.checked
  else if (box.name === "row") {
    if (event.shiftKey) for (const row of between(rows(list), last, box)) row.checked = box.checked
    last = box
  } else return
  show(list)
}

// A panel that is open closes with Escape and gives the focus back to its button, or with a press beside it.
function closePanels(but: Element | null): void {
  for (const panel of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
    if (!but || !panel.contains(but)) panel.open = false
  }
}

function escape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || !(document.activeElement instanceof Element)) return
  const panel = document.activeElement.closest<HTMLDetailsElement>("details[data-menu][open]")
  if (!panel) return
  panel.open = false
  panel.querySelector("summary")?.focus()
}

export function settleTicks(root: ParentNode): void {
  for (const list of root.querySelectorAll<HTMLElement>(".lister")) show(list)
  const around = root instanceof Element ? root.closest<HTMLElement>(".lister") : null
  if (around) show(around)
}

export function watchTicks(): void {
  document.addEventListener("click", ticked)
  document.addEventListener("click", event => closePanels(event.target instanceof Element ? event.target : null))
  document.addEventListener("keydown", escape)
}
