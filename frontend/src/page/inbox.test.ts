import { describe, expect, it } from "vitest"
import { neighbour, stepOf } from "./inbox"

function three(): HTMLElement[] {
  document.body.innerHTML = "<ul><li id=a></li><li id=b></li><li id=c></li></ul>"
  return [...document.querySelectorAll<HTMLElement>("li")]
}

describe("walking over the inbox", () => {
  it("begins at the first going down and at the last going up", () => {
    const items = three()
    expect(neighbour(items, null, 1)?.id).toBe("a")
    expect(neighbour(items, null, -1)?.id).toBe("c")
  })

  it("stops at both ends", () => {
    const items = three()
    expect(neighbour(items, items[2] ?? null, 1)?.id).toBe("c")
    expect(neighbour(items, items[0] ?? null, -1)?.id).toBe("a")
    expect(neighbour(items, items[0] ?? null, 1)?.id).toBe("b")
    expect(neighbour([], null, 1)).toBeNull()
  })

  it("knows the letters and the arrows", () => {
    expect([stepOf("j"), stepOf("k"), stepOf("ArrowDown"), stepOf("ArrowUp"), stepOf("x")]).toEqual([1, -1, 1, -1, 0])
  })
})
