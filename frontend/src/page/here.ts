// What keeps or takes along the page as it stands now: its address may have changed since the server wrote it.
export function queryNow(): string {
  return location.search.replace(/^\?/, "")
}

function sayWhere(form: HTMLFormElement): void {
  const field = form.elements.namedItem("query")
  if (field instanceof HTMLInputElement) field.value = queryNow()
}

function aimAt(link: HTMLAnchorElement): void {
  link.search = queryNow()
}

/** Links and forms marked `data-here` go along with the address of the page. */
export function watchHere(): void {
  document.addEventListener("submit", event => {
    if (event.target instanceof HTMLFormElement && "here" in event.target.dataset) sayWhere(event.target)
  })
  document.addEventListener("click", event => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-here]") : null
    if (link) aimAt(link)
  }, true)
  // One thing to fold out at a time, and Escape or a press beside it folds it in.
  document.addEventListener("click", event => {
    const at = event.target instanceof Element ? event.target.closest("details.keep") : null
    for (const open of document.querySelectorAll<HTMLDetailsElement>("details.keep[open]")) if (open !== at) open.open = false
  })
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    for (const open of document.querySelectorAll<HTMLDetailsElement>("details.keep[open]")) {
      open.open = false
      open.querySelector("summary")?.focus()
    }
  })
  // A field to copy from is chosen whole.
  document.addEventListener("focusin", event => {
    const at = event.target
    if (at instanceof HTMLElement && "pick" in at.dataset && (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement)) at.select()
  })
}
