import { expect, test } from "vitest"
import type { Cells } from "./cells"
import type { Leaf, Question } from "./leaf"
import { beside, namesFor, stepsOf } from "./steps"

const ask = (id: string, kind: Question["kind"], among: Question["among"], is_new = false): Question => ({
  id, kind, among, title: id, hint: "", sentence: "", orientation: "", is_new, words: [],
})
const leaf = (earlier: Record<string, boolean> = {}, still: string[] = []): Leaf => ({
  key: "k", address: "/", edition: "", most_tiles: 25, earlier, still, cells: {}, words: {},
  names: ["a", "b", "c"].map(id => ({ id, name: id, about: "", is_new: false })),
  questions: [
    ask("still", "still", "all"), ask("chosen", "pick", "all"), ask("trust", "rate", "chosen"),
    ask("meet", "pick", "others"), ask("fresh", "rate", "chosen", true),
  ],
})
const chose = (...names: string[]): Cells => ({ chosen: Object.fromEntries(names.map(name => [name, [1, 1]])) })
const ids = (of: Leaf, cells: Cells, id: string): string[] =>
  namesFor(of, cells, of.questions.find(each => each.id === id) as Question).map(name => name.id)

test("the questions about names are put about who was chosen, and the wish about the others", () => {
  expect(ids(leaf(), chose("a"), "trust")).toEqual(["a"])
  expect(ids(leaf(), chose("a"), "meet")).toEqual(["b", "c"])
})

test("a question about nobody is passed over, forth and back", () => {
  expect(stepsOf(leaf(), {})).toEqual(["chosen", "meet", "check"])
  expect(beside(leaf(), {}, "chosen", 1)).toBe("meet")
  expect(beside(leaf(), chose("a", "b", "c"), "check", -1)).toBe("fresh")
  expect(beside(leaf(), {}, "chosen", -1)).toBeNull()
})

test("in a next wave only what is new or old is asked, unless somebody looks again", () => {
  const next = leaf({ a: false, b: true }, ["a", "b"])
  expect(ids(next, chose("a", "b"), "chosen")).toEqual(["b", "c"])
  expect(ids(next, chose("a", "b"), "trust")).toEqual(["b"])
  expect(ids(next, chose("a", "b"), "fresh")).toEqual(["a", "b"])
  expect(ids(next, { ...chose("a", "b"), still: { a: [0, 1], b: [1, 1] } }, "trust")).toEqual(["a"])
})
