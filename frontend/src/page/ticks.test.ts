import { describe, expect, it } from "vitest"
import { between, told } from "./ticks"

describe("ticking rows", () => {
  it("takes the range between two rows, whichever was first", () => {
    expect(between(["a", "b", "c", "d"], "d", "b")).toEqual(["b", "c", "d"])
    expect(between(["a", "b", "c", "d"], "a", "c")).toEqual(["a", "b", "c"])
  })

  it("takes only the row itself when no other was ticked, or that one is no longer there", () => {
    expect(between(["a", "b"], null, "b")).toEqual(["b"])
    expect(between(["a", "b"], "gone", "b")).toEqual(["b"])
  })

  it("says how many, and nothing of none", () => {
    expect(told(0, "one", "# ticked")).toBe("")
    expect(told(1, "one", "# ticked")).toBe("one")
    expect(told(12, "one", "# ticked")).toBe("12 ticked")
  })
})
