import { expect, test } from "vitest"
import { differences, namesWith, newest, type Cells } from "./cells"

test("of two devices the newest answer counts, question by question and name by name", () => {
  const here: Cells = { trust: { a: [3, 10], b: [1, 40] } }
  const there: Cells = { trust: { a: [4, 20], b: [2, 30] }, value: { a: [1, 5] } }
  expect(newest(here, there)).toEqual({ trust: { a: [4, 20], b: [1, 40] }, value: { a: [1, 5] } })
})

test("of two equally old answers that of the server counts", () => {
  expect(newest({ q: { a: [1, 7] } }, { q: { a: [2, 7] } })).toEqual({ q: { a: [2, 7] } })
})

test("what was answered otherwise elsewhere, unseen by this device, is told", () => {
  const here: Cells = { q: { a: [1, 50], b: [1, 50], c: [1, 50] } }
  const there: Cells = { q: { a: [2, 20], b: [2, 20], c: [1, 30] } }
  expect(differences(here, { "q a": 0, "q b": 20, "q c": 0 }, there)).toEqual([
    { question: "q", name: "a", here: 1, there: 2 },
  ])
})

test("names with a value are found", () => {
  expect(namesWith({ chosen: { a: [1, 1], b: [0, 1] } }, "chosen", 1)).toEqual(["a"])
})
