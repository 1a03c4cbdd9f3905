// At the door: a press is kept at once, and sent as soon as there is a connection. Without this, each press is a page.
interface Waiting {
  address: string
  where: string
}

const EVERY = 5000
const KEPT = "door"

export function remaining(waiting: Waiting[], done: Waiting): Waiting[] {
  return waiting.filter(each => each.address !== done.address || each.where !== done.where)
}

export function added(waiting: Waiting[], next: Waiting): Waiting[] {
  return [...waiting.filter(each => each.address !== next.address), next]
}

function door(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-door]")
}

function read(): Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT + location.pathname) ?? "[]") as Waiting[]
  } catch {
    return []
  }
}

function write(waiting: Waiting[]): void {
  localStorage.setItem(KEPT + location.pathname, JSON.stringify(waiting))
}

function say(text: string): void {
  const slot = door()?.querySelector<HTMLElement>("[data-slot=state]")
  if (slot) slot.textContent = text
}

function formAt(address: string): HTMLFormElement | undefined {
  const forms = Array.from(door()?.querySelectorAll("form") ?? [])
  return forms.find(form => form.action === new URL(address, location.href).href)
}

function show(form: HTMLFormElement, where: string, waits: boolean): void {
  const button = form.querySelector("button")
  button?.setAttribute("aria-pressed", String(where === "in"))
  button?.toggleAttribute("data-waits", waits)
  const field = form.elements.namedItem("where")
  if (field instanceof HTMLInputElement) field.value = where === "in" ? "out" : "in"
}

async function send(each: Waiting): Promise<void> {
  const form = formAt(each.address)
  if (!form) return write(remaining(read(), each))
  const body = new FormData(form)
  body.set("where", each.where)
  const reply = await fetch(each.address, { method: "POST", body, headers: { Accept: "application/json" } })
  write(remaining(read(), each))
  if (reply.ok && reply.headers.get("Content-Type")?.startsWith("application/json")) show(form, each.where, false)
  else say(door()?.dataset.failed ?? "")
}

async function sendAll(): Promise<void> {
  for (const each of read()) {
    try {
      await send(each)
    } catch {
      say(door()?.dataset.offline ?? "")
      return
    }
  }
  if (door()?.querySelector("[data-slot=state]")?.textContent === door()?.dataset.offline) say("")
}

export function watchDoor(): void {
  document.addEventListener("submit", event => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.closest("[data-door]")) return
    event.preventDefault()
    const field = form.elements.namedItem("where")
    const where = field instanceof HTMLInputElement ? field.value : "in"
    show(form, where, true)
    write(added(read(), { address: form.action, where }))
    void sendAll()
  })
  if (door()) {
    for (const each of read()) {
      const form = formAt(each.address)
      if (form) show(form, each.where, true)
    }
    void sendAll()
  }
  window.addEventListener("online", () => void sendAll())
  window.setInterval(() => {
    if (door() && read().length) void sendAll()
  }, EVERY)
}

export function watchPrint(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-prints]")) {
    button.hidden = false
    button.addEventListener("click", () => window.print())
  }
}
