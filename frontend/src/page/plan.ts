// Steps dragged to another day or another place, and a table filled from the keyboard. Each has a button or a field
// that does the same.
const DAY = 86_400_000
const EMPTIES = ["Delete", "Backspace"]

export function dayAt(first: string, months: number, share: number): string {
  const [year = 0, month = 1] = first.split("-").map(Number)
  const at = Math.min(Math.max(share, 0), 0.9999) * months
  const head = Date.UTC(year, month - 1 + Math.floor(at), 1)
  const next = Date.UTC(year, month + Math.floor(at), 1)
  const days = Math.floor((at % 1) * ((next - head) / DAY))
  return new Date(head + days * DAY).toISOString().slice(0, 10)
}

function watchBar(bar: SVGRectElement, plan: HTMLElement): void {
  const strip = bar.ownerSVGElement
  const input = bar.closest(".plan-step")?.querySelector<HTMLInputElement>(".plan-day input[type=date]")
  if (!strip || !input) return
  const began = Number(bar.getAttribute("x"))
  let from = -1
  const moved = (event: PointerEvent): number => began + ((event.clientX - from) / strip.clientWidth) * 1000
  bar.addEventListener("pointerdown", event => {
    from = event.clientX
    bar.setPointerCapture(event.pointerId)
  })
  bar.addEventListener("pointermove", event => {
    if (from < 0) return
    bar.setAttribute("x", String(moved(event)))
    input.value = dayAt(plan.dataset.first ?? "", Number(plan.dataset.months), moved(event) / 1000)
  })
  bar.addEventListener("pointerup", event => {
    const by = Math.abs(event.clientX - from)
    from = -1
    if (by > 3) input.form?.requestSubmit()
  })
  bar.addEventListener("pointercancel", () => {
    from = -1
    bar.setAttribute("x", String(began))
  })
}

function post(address: string, given: Record<string, string>): Promise<Response> {
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? ""
  return fetch(address, { method: "POST", body: new URLSearchParams({ ...given, csrfmiddlewaretoken: token }) })
}

function watchOrder(plan: HTMLElement): void {
  let dragged: HTMLElement | null = null
  const over = (at: EventTarget | null): HTMLElement | null =>
    at instanceof Element ? at.closest<HTMLElement>(".plan-step") : null
  for (const step of plan.querySelectorAll<HTMLElement>("[data-move] .plan-what")) step.draggable = true
  plan.addEventListener("dragstart", event => {
    dragged = over(event.target)
    dragged?.classList.add("dragged")
    event.dataTransfer?.setData("text/plain", dragged?.dataset.step ?? "")
  })
  plan.addEventListener("dragover", event => {
    for (const each of plan.querySelectorAll(".over")) each.classList.remove("over")
    if (!dragged) return
    event.preventDefault()
    over(event.target)?.classList.add("over")
  })
  plan.addEventListener("drop", event => {
    const target = over(event.target)
    if (!dragged || !target || target === dragged) return
    event.preventDefault()
    const to = [...plan.querySelectorAll(".plan-step")].filter(each => each !== dragged).indexOf(target)
    void post(dragged.dataset.move ?? "", { to: String(to) }).then(() => window.location.reload())
  })
  plan.addEventListener("dragend", () => {
    for (const each of plan.querySelectorAll(".over, .dragged")) each.classList.remove("over", "dragged")
    dragged = null
  })
}

function beside(cell: HTMLElement, key: string): HTMLElement | null {
  const td = cell.closest("td")
  const row = td?.closest("tr")
  if (!td || !row) return null
  const across = { ArrowLeft: td.previousElementSibling, ArrowRight: td.nextElementSibling }[key]
  const to = { ArrowUp: row.previousElementSibling, ArrowDown: row.nextElementSibling }[key]
  const found = across ?? (to instanceof HTMLTableRowElement ? to.cells[td.cellIndex] : null)
  return found?.querySelector<HTMLElement>("[data-cell]") ?? null
}

async function fill(table: HTMLElement, cell: HTMLElement, level: string): Promise<void> {
  const next = beside(cell, "ArrowDown")
  const td = cell.closest("td")
  cell.classList.add("saving")
  const given = { who: cell.dataset.who ?? "", step: cell.dataset.at ?? "", layer: table.dataset.layer ?? "", level }
  const reply = await post(table.dataset.fill ?? "", given)
  if (reply.ok && td) td.innerHTML = await reply.text()
  else cell.classList.remove("saving")
  const focus = next ?? td?.querySelector<HTMLElement>("[data-cell]")
  focus?.focus()
}

function watchTable(table: HTMLElement): void {
  table.addEventListener("keydown", event => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cell]") : null
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key.startsWith("Arrow")) {
      const to = beside(cell, event.key)
      if (to) {
        event.preventDefault()
        to.focus()
      }
    } else if (/^[0-5]$/.test(event.key) || EMPTIES.includes(event.key)) {
      event.preventDefault()
      void fill(table, cell, EMPTIES.includes(event.key) ? "" : event.key)
    }
  })
}

export function watchPlan(): void {
  const plan = document.querySelector<HTMLElement>("[data-plan]")
  if (plan) {
    watchOrder(plan)
    for (const bar of plan.querySelectorAll<SVGRectElement>("[data-strip] .bar")) watchBar(bar, plan)
  }
  const table = document.querySelector<HTMLElement>("[data-table-plan]")
  if (table) watchTable(table)
}
