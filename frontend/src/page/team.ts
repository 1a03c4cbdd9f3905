// A talk on the screen of the room: arrows go on and back, Escape leaves; a clock for who wants one.
const KEYS: Record<string, string> = {
  ArrowRight: "after", ArrowDown: "after", PageDown: "after",
  ArrowLeft: "before", ArrowUp: "before", PageUp: "before", Escape: "leave",
}

export function wayOf(key: string): string {
  return KEYS[key] ?? ""
}

export function clockFace(seconds: number): string {
  const rest = Math.max(0, seconds)
  return `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`
}

function follow(event: KeyboardEvent): void {
  const at = event.target
  const isTyping = at instanceof Element && at.matches("input, textarea, select, summary")
  if (event.altKey || event.ctrlKey || event.metaKey || (isTyping && event.key !== "Escape")) return
  const way = wayOf(event.key)
  const link = way ? document.querySelector<HTMLAnchorElement>(`[data-team=${way}]`) : null
  if (!link) return
  event.preventDefault()
  if (isTyping && at instanceof HTMLInputElement) at.blur()
  else link.click()
}

function wind(timer: HTMLElement): void {
  const button = timer.querySelector("button"), face = timer.querySelector("span")
  if (!button || !face) return
  button.hidden = false
  button.addEventListener("click", () => {
    const end = Date.now() + Number(timer.dataset.minutes) * 60_000
    const tick = (): void => { face.textContent = clockFace(Math.round((end - Date.now()) / 1000)) }
    button.hidden = true
    tick()
    window.setInterval(tick, 1000)
  })
}

export function watchTeam(): void {
  if (!document.querySelector("[data-team-room]")) return
  document.addEventListener("keydown", follow)
  for (const timer of document.querySelectorAll<HTMLElement>("[data-minutes]")) wind(timer)
}
