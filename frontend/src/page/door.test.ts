import { expect, test } from "vitest"
import { added, remaining } from "./door"

const inside = { address: "/a", where: "in" }
const outside = { address: "/a", where: "out" }

test("the last press on a name is the one that is sent", () => {
  expect(added([inside, { address: "/b", where: "in" }], outside)).toEqual([{ address: "/b", where: "in" }, outside])
})

test("a newer press stays when an older one is done", () => {
  expect(remaining([outside], inside)).toEqual([outside])
  expect(remaining([inside], inside)).toEqual([])
})
