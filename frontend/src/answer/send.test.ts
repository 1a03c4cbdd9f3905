import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Leaf } from "./leaf"
import { sender, type State } from "./send"
import { answer, open, type Session } from "./session"
import { kept } from "./store"

const LEAF: Leaf = {
  key: "survey", address: "/answer/x/", edition: "e1", most_tiles: 25, names: [], questions: [], earlier: {}, still: [],
  cells: {}, words: {},
}
let session: Session
let told: State[]

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  session = open(LEAF)
  told = []
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const replies = (...given: (() => Promise<Response>)[]): ReturnType<typeof vi.fn> => {
  const asked = vi.fn(() => (given.shift() ?? (() => Promise.reject(new Error("offline"))))())
  vi.stubGlobal("fetch", asked)
  return asked
}
const ok = (body: unknown) => (): Promise<Response> => Promise.resolve(new Response(JSON.stringify(body)))
const down = (): Promise<Response> => Promise.reject(new Error("offline"))
const sending = () => sender(session, state => told.push(state), () => undefined)

test("what cannot be sent stays here and goes at a later try", async () => {
  answer(session, [{ question: "q", name: "a", value: 3 }], 100)
  replies(down, ok({ cells: { q: { a: [3, 100] } }, before: {} }))
  await sending().now()
  expect(told.at(-1)).toBe("offline")
  expect(Object.keys(kept("survey", "e1").unsent)).toEqual(["q a"])
  await vi.advanceTimersByTimeAsync(15_000)
  expect(told.at(-1)).toBe("kept")
  expect(kept("survey", "e1").unsent).toEqual({})
})

test("a server in trouble is tried again like a lost connection", async () => {
  answer(session, [{ question: "q", name: "a", value: 3 }], 100)
  replies(() => Promise.resolve(new Response("", { status: 503 })))
  await sending().now()
  expect(told.at(-1)).toBe("offline")
})

test("handing in without a connection waits, also over a reload", async () => {
  answer(session, [{ question: "q", name: "a", value: 3 }], 100)
  replies(down)
  await sending().handIn(true)
  expect(told.at(-1)).toBe("waiting")
  expect(open(LEAF).kept.waiting).toEqual({ opted_in: true })
})

test("handing in happens once, whatever was still to be kept", async () => {
  answer(session, [{ question: "q", name: "a", value: 3 }], 100)
  const asked = replies(ok({ next: "#done" }))
  const send = sending()
  send.later()
  await Promise.all([send.handIn(false), send.handIn(false), send.now()])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveBeenCalledTimes(1)
  expect(localStorage.length).toBe(0)
})
