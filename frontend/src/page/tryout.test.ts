import { describe, expect, it } from "vitest"
import { ticked } from "./tryout"

describe("dropping an activity", () => {
  it("ticks it on this side of the line, and unticks it beyond", () => {
    expect(ticked("in", false)).toBe(true)
    expect(ticked("out", true)).toBe(false)
  })
  it("changes nothing where it already is", () => {
    expect(ticked("in", true)).toBeNull()
    expect(ticked("out", false)).toBeNull()
  })
})
