// One respondent's answers on this device, with what the server has and what it has not yet.
import { among, cellAt, differences, keyOf, newest, withCell, type Cells, type Difference, type Place } from "./cells"
import type { Leaf } from "./leaf"
import { keep, kept, nothingKept, type Kept } from "./store"

export interface Session {
  leaf: Leaf
  cells: Cells
  seen: Cells
  kept: Kept
  isKeptHere: boolean
  differing: Difference[]
  // What this device handed in got there, though no reply came back.
  isIn: boolean
}

export interface Reply {
  cells: Cells
  before: Cells
}

export function open(leaf: Leaf): Session {
  const found = kept(leaf.key, leaf.edition)
  const isSame = found.edition === leaf.edition
  // Handed in from elsewhere since: that counts, and what was here besides is shown.
  const unsent = isSame ? found.unsent : Object.fromEntries(Object.keys(found.unsent).map(key => [key, -1]))
  const differing = differences(found.cells, unsent, leaf.cells)
  return {
    leaf,
    cells: isSame ? newest(found.cells, leaf.cells) : leaf.cells,
    seen: leaf.cells,
    kept: isSame ? found : nothingKept(leaf.edition),
    isKeptHere: true,
    differing,
    isIn: !isSame && found.waiting !== null && !differing.length,
  }
}

export function save(session: Session): void {
  session.kept.cells = session.cells
  session.isKeptHere = keep(session.leaf.key, session.kept)
}

export function answer(session: Session, given: (Place & { value: number })[], now = Date.now()): void {
  for (const { value, ...place } of given) {
    const key = keyOf(place)
    session.kept.unsent[key] ??= cellAt(session.seen, place)?.[1] ?? 0
    session.cells = withCell(session.cells, place, [value, now])
  }
  save(session)
}

export function unsentCells(session: Session): Cells {
  return among(session.cells, Object.keys(session.kept.unsent))
}

// What the server answered to `sent`: what was sent and did not change meanwhile is sent, the newest counts.
export function received(session: Session, sent: Cells, reply: Reply): void {
  const found = differences(session.cells, session.kept.unsent, reply.before)
  const isSent = (key: string): boolean => {
    const [question = "", name = ""] = key.split(" ")
    return sent[question]?.[name]?.[1] === session.cells[question]?.[name]?.[1]
  }
  session.kept.unsent = Object.fromEntries(Object.entries(session.kept.unsent).filter(([key]) => !isSent(key)))
  session.cells = newest(session.cells, reply.cells)
  session.seen = reply.cells
  session.differing = [...session.differing, ...found]
  save(session)
}

// What the other device said, or this one, put back in the place of what counts now.
export function turn(session: Session): void {
  const other = session.differing.map(({ question, name, here, there }) => {
    const counts = session.cells[question]?.[name]?.[0]
    return { question, name, value: counts === here ? there : here }
  })
  session.differing = []
  answer(session, other)
}
