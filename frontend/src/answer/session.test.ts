import { beforeEach, expect, test } from "vitest"
import type { Cells } from "./cells"
import type { Leaf } from "./leaf"
import { answer, open, received, turn, unsentCells } from "./session"
import { forget, keep, kept, nothingKept } from "./store"

const leafWith = (cells: Cells, edition = "e1"): Leaf => ({
  key: "survey", address: "/answer/x/", edition, most_tiles: 25, names: [], questions: [], earlier: {}, still: [], cells, words: {},
})
const q = (name: string, value: number): { question: string; name: string; value: number } => ({ question: "q", name, value })

beforeEach(() => localStorage.clear())

test("what is answered is there again when the page is opened anew", () => {
  const session = open(leafWith({}))
  answer(session, [q("a", 3)], 100)
  expect(open(leafWith({})).cells).toEqual({ q: { a: [3, 100] } })
})

test("what was sent is no longer unsent, unless it changed meanwhile", () => {
  const session = open(leafWith({}))
  answer(session, [q("a", 3), q("b", 1)], 100)
  const sent = unsentCells(session)
  answer(session, [q("b", 2)], 200)
  received(session, sent, { cells: sent, before: {} })
  expect(unsentCells(session)).toEqual({ q: { b: [2, 200] } })
  expect(session.cells).toEqual({ q: { a: [3, 100], b: [2, 200] } })
})

test("a newer answer of another device counts, and the older one can be taken back", () => {
  const session = open(leafWith({}))
  answer(session, [q("a", 3)], 100)
  const sent = unsentCells(session)
  received(session, sent, { cells: { q: { a: [1, 150] } }, before: { q: { a: [1, 150] } } })
  expect(session.cells.q?.a?.[0]).toBe(1)
  expect(session.differing).toEqual([{ question: "q", name: "a", here: 3, there: 1 }])
  turn(session)
  expect(session.cells.q?.a?.[0]).toBe(3)
  expect(session.differing).toEqual([])
})

test("an older answer of another device loses, and is told all the same", () => {
  const session = open(leafWith({}))
  answer(session, [q("a", 3)], 100)
  const sent = unsentCells(session)
  received(session, sent, { cells: sent, before: { q: { a: [2, 50] } } })
  expect(session.cells.q?.a?.[0]).toBe(3)
  turn(session)
  expect(session.cells.q?.a?.[0]).toBe(2)
})

test("handed in from elsewhere since: that counts, and what was here is shown beside it", () => {
  const session = open(leafWith({}, "e1"))
  answer(session, [q("a", 3), q("b", 1)], 100)
  const later = open(leafWith({ q: { a: [2, 0], b: [1, 0] } }, "e2"))
  expect(later.cells.q?.a?.[0]).toBe(2)
  expect(later.differing).toEqual([{ question: "q", name: "a", here: 3, there: 2 }])
})

test("a browser that keeps nothing, or something strange, is no trouble", () => {
  const full = { getItem: () => "{broken", setItem: () => { throw new Error("full") }, removeItem: () => undefined } as unknown as Storage
  expect(kept("x", "e", full)).toEqual(nothingKept("e"))
  expect(keep("x", nothingKept("e"), full)).toBe(false)
  localStorage.setItem("vierspan-answer:x", "{}")
  forget("x")
  expect(localStorage.length).toBe(0)
})
