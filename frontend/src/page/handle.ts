// Answers to handles: only the card changes; what asks whom opens as a dialog; what was wrong is shown in place.
import { watchToast } from "./toast"

function opened(root: ParentNode): void {
  for (const dialog of root.querySelectorAll<HTMLDialogElement>("dialog[data-opens-now]:not([open])")) dialog.showModal()
}

export function watchHandles(): void {
  // A form with something to mend comes back with 422 and is shown as it is.
  document.addEventListener("htmx:beforeSwap", event => {
    const swap = (event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean }>).detail
    if (swap.xhr.status !== 422) return
    swap.shouldSwap = true
    swap.isError = false
  })
  document.addEventListener("htmx:afterSettle", event => {
    if (event.target instanceof Element) opened(event.target)
  })
  document.addEventListener("htmx:oobAfterSwap", event => {
    if (!(event.target instanceof Element)) return
    for (const toast of event.target.querySelectorAll<HTMLElement>("[data-toast]")) watchToast(toast)
  })
  // Whoever answered by keyboard stays at the card.
  document.addEventListener("htmx:afterSwap", event => {
    if (event.target instanceof HTMLElement && event.target.matches("article.handle")) event.target.focus()
  })
}
