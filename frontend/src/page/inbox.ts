// The inbox by keyboard: j and k (or the arrows) walk over the items, a letter presses the button that carries it.
const ITEM = "[data-item]"

export function neighbour(items: HTMLElement[], from: HTMLElement | null, step: number): HTMLElement | null {
  const last = items.length - 1
  const at = from ? items.indexOf(from) : -1
  const wanted = at >= 0 ? Math.min(last, Math.max(0, at + step)) : step > 0 ? 0 : last
  return items[wanted] ?? null
}

export function stepOf(key: string): number {
  if (key === "j" || key === "ArrowDown") return 1
  if (key === "k" || key === "ArrowUp") return -1
  return 0
}

function itemsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(ITEM)]
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input, textarea, select, [contenteditable]")
}

function chosen(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(ITEM) ?? null
}

function goTo(item: HTMLElement | null): void {
  item?.focus({ preventScroll: true })
  item?.scrollIntoView({ block: "nearest" })
}

function pressed(event: KeyboardEvent, list: HTMLElement): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const step = stepOf(event.key)
  const item = chosen()
  const isArrow = event.key.startsWith("Arrow")
  if (step && (item || !isArrow)) {
    event.preventDefault()
    goTo(neighbour(itemsOf(list), item, step))
  } else if (item && event.key === "Enter" && event.target === item) {
    item.querySelector<HTMLAnchorElement>("[data-key-open]")?.click()
  } else if (item && /^[a-z]$/.test(event.key)) {
    item.querySelector<HTMLButtonElement>(`[data-key="${event.key}"]`)?.click()
  }
}

export function watchInbox(): void {
  const list = document.querySelector<HTMLElement>("[data-inbox]")
  if (!list) return
  document.querySelector<HTMLElement>("[data-inbox-keys]")?.removeAttribute("hidden")
  document.addEventListener("keydown", event => pressed(event, list))
  // What was judged gives way to one line; the next one is at hand.
  list.addEventListener("htmx:afterSwap", event => {
    const now = [...list.querySelectorAll<HTMLElement>("[data-judged]:not([data-told])")].pop()
    if (!(event.target instanceof Element) || !now) return
    now.dataset.told = ""
    goTo(neighbour(itemsOf(list), now, 1))
  })
}
