// A toast says that something is done and goes by itself, but not while somebody reads or holds it.
const SHOWN_MS = 8000

export function watchToast(toast: HTMLElement, shownMs = SHOWN_MS): void {
  let timer = 0
  const start = (): void => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => toast.remove(), shownMs)
  }
  const hold = (): void => window.clearTimeout(timer)
  toast.addEventListener("mouseenter", hold)
  toast.addEventListener("focusin", hold)
  toast.addEventListener("mouseleave", start)
  toast.addEventListener("focusout", start)
  start()
}
