// Sending what was kept here, when there is a connection; and handing in.
import { cellAt, placesOf, type Cells } from "./cells"
import { letPageGo } from "./offline"
import { received, save, unsentCells, type Reply, type Session } from "./session"
import { forget } from "./store"

export type State = "kept" | "sending" | "offline" | "waiting" | "closed" | "handing"

const SEND_AFTER_MS = 800
const AGAIN_AFTER_MS = 15_000

export interface Sender {
  later: () => void
  now: () => Promise<void>
  handIn: (optedIn: boolean) => Promise<void>
  onward: () => Promise<void>
}

export function sender(session: Session, tell: (state: State) => void, changed: () => void): Sender {
  let timer = 0
  // One thing at a time: what is under way now.
  let busy: Promise<void> | null = null
  let isHanding = false
  let isLeaving = false

  const later = (after = SEND_AFTER_MS): void => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void onward(), after)
  }

  // Does this after what is under way, and alone.
  async function alone(work: () => Promise<void>): Promise<void> {
    window.clearTimeout(timer)
    while (busy) await busy
    busy = work()
    await busy.finally(() => {
      busy = null
    })
  }

  async function now(): Promise<void> {
    if (!busy && !session.kept.waiting && Object.keys(session.kept.unsent).length) await alone(keepNow)
  }

  async function keepNow(): Promise<void> {
    const sent = unsentCells(session)
    tell("sending")
    const reply = await post(session, "keep/", { cells: sent, edition: session.leaf.edition })
    if (!reply) return failed("offline")
    if (!reply.ok) return refused(reply.status)
    const before = session.cells
    received(session, sent, (await reply.json()) as Reply)
    tell("kept")
    if (session.differing.length || !isSame(before, session.cells)) changed()
    if (Object.keys(session.kept.unsent).length) later()
  }

  async function handIn(optedIn: boolean): Promise<void> {
    if (isHanding || isLeaving) return
    isHanding = true
    session.kept.waiting = { opted_in: optedIn }
    save(session)
    tell("handing")
    await alone(handInNow)
    isHanding = false
  }

  async function handInNow(): Promise<void> {
    const body = { cells: unsentCells(session), edition: session.leaf.edition, ...session.kept.waiting }
    const reply = await post(session, "hand-in/", body)
    if (!reply) return failed("waiting")
    if (!reply.ok) return refused(reply.status)
    const { next } = (await reply.json()) as { next: string }
    forget(session.leaf.key)
    isLeaving = true
    await letPageGo(session.leaf.address)
    window.location.assign(next)
  }

  function failed(state: State): void {
    tell(state)
    later(AGAIN_AFTER_MS)
  }

  // Closed, or handed in meanwhile: the page as it is now says so. Anything else is tried again.
  function refused(status: number): void {
    if (status !== 409 && status !== 404) return failed(session.kept.waiting ? "waiting" : "offline")
    tell("closed")
    window.location.reload()
  }

  async function onward(): Promise<void> {
    if (isLeaving) return
    if (session.kept.waiting) await handIn(session.kept.waiting.opted_in)
    else await now()
  }

  return { later: () => later(), now, handIn, onward }
}

// Nothing came from another device.
function isSame(before: Cells, after: Cells): boolean {
  return placesOf(after).every(place => cellAt(before, place)?.[0] === cellAt(after, place)?.[0])
}

// No reply at all is the same as being offline, and so is a server in trouble.
async function post(session: Session, where: string, body: unknown): Promise<Response | null> {
  const ask = (mark: string): Promise<Response> =>
    fetch(session.leaf.address + where, {
      method: "POST",
      body: JSON.stringify(body),
      keepalive: JSON.stringify(body).length < 60_000,
      headers: { "Content-Type": "application/json", "X-CSRFToken": mark },
    })
  try {
    const reply = await ask(formMark(document))
    const isStale = reply.status === 403
    const last = isStale ? await ask(await freshMark(session.leaf.address)) : reply
    return last.status >= 500 ? null : last
  } catch {
    return null
  }
}

function formMark(page: ParentNode): string {
  return page.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? ""
}

async function freshMark(address: string): Promise<string> {
  const page = await (await fetch(address)).text()
  return formMark(new DOMParser().parseFromString(page, "text/html"))
}
