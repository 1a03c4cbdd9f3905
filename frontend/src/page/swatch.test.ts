import { beforeEach, expect, test } from "vitest"
import { fill } from "./swatch"

beforeEach(() => {
  document.body.innerHTML = '<input id="colour"><input type="color" id="picker" data-fills="colour" value="#1a6b54">'
})

test("a picked colour stands in the field where it can be typed", () => {
  fill(document.getElementById("picker") as HTMLInputElement, document)
  expect((document.getElementById("colour") as HTMLInputElement).value).toBe("#1a6b54")
})

test("a picker of nothing changes nothing", () => {
  const picker = document.getElementById("picker") as HTMLInputElement
  delete picker.dataset.fills
  fill(picker, document)
  expect((document.getElementById("colour") as HTMLInputElement).value).toBe("")
})
