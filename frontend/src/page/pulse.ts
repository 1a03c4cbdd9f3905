// The answering page of the pulse: what is chosen is kept at once, so that closing the page loses nothing.
const LATER = 600

export function watchPulse(): void {
  const form = document.querySelector<HTMLFormElement>("[data-keeps]")
  const state = document.querySelector<HTMLElement>("[data-kept]")
  if (!form || !state) return
  const [kept, unkept, closed] = (document.querySelector<HTMLElement>("[data-kept-words]")?.dataset.keptWords ?? "||").split("|")
  let timer = 0

  const say = (words: string | undefined, key: string): void => {
    state.hidden = false
    state.dataset.state = key
    state.textContent = words ?? ""
  }
  const keep = async (): Promise<void> => {
    try {
      const reply = await fetch(form.dataset.keeps ?? "", { method: "POST", body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>), keepalive: true })
      if (reply.status === 409) say(closed, "closed")
      else say(reply.ok ? kept : unkept, reply.ok ? "kept" : "unkept")
    } catch {
      say(unkept, "unkept")
    }
  }
  const settled = (): void => {
    window.clearTimeout(timer)
    timer = 0
  }
  form.addEventListener("input", () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => {
      timer = 0
      void keep()
    }, LATER)
  })
  form.addEventListener("submit", settled)
  // Who closes the page within that moment loses nothing either.
  window.addEventListener("pagehide", () => {
    if (!timer) return
    settled()
    void keep()
  })
}
