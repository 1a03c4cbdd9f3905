// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { dayAt, watchPlan } from "./plan"

const TABLE = `<input type="hidden" name="csrfmiddlewaretoken" value="secret">
<table data-table-plan data-fill="/fill/" data-layer="actual"><tbody>
<tr><th>Ann</th><td><a href="#" data-cell data-who="ann" data-at="s1">-</a></td><td><a href="#" data-cell data-who="ann" data-at="s2">-</a></td></tr>
<tr><th>Ben</th><td><a href="#" data-cell data-who="ben" data-at="s1">-</a></td><td><a href="#" data-cell data-who="ben" data-at="s2">-</a></td></tr>
</tbody></table>`

const sent = vi.fn<typeof fetch>()
const cells = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-cell]")]
const given = (): Record<string, string> => Object.fromEntries(sent.mock.calls[0]?.[1]?.body as URLSearchParams)

function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more })
  document.activeElement?.dispatchEvent(event)
  return event
}

beforeEach(() => {
  document.body.innerHTML = TABLE
  sent.mockReset()
  sent.mockResolvedValue(new Response(`<a href="#" data-cell data-who="ann" data-at="s1"><b>4</b></a>`))
  vi.stubGlobal("fetch", sent)
  watchPlan()
  cells()[0]?.focus()
})
afterEach(() => vi.unstubAllGlobals())

test("a place on the strip is a day, months being equally wide and days those of their month", () => {
  expect(dayAt("2026-11-01", 6, 0)).toBe("2026-11-01")
  expect(dayAt("2026-11-01", 6, 0.25)).toBe("2026-12-16")
  expect(dayAt("2026-11-01", 6, 3.5 / 6)).toBe("2027-02-15")
  expect(dayAt("2028-02-01", 1, 0.99)).toBe("2028-02-29")
})

test("what is dragged past either end stays on the strip", () => {
  expect(dayAt("2026-11-01", 6, -1)).toBe("2026-11-01")
  expect(dayAt("2026-11-01", 6, 2)).toBe("2027-04-30")
})

test("arrows go from cell to cell and stay where the table ends", () => {
  press("ArrowRight")
  expect(document.activeElement).toBe(cells()[1])
  press("ArrowDown")
  expect(document.activeElement).toBe(cells()[3])
  expect(press("ArrowDown").defaultPrevented).toBe(false)
  press("ArrowLeft")
  press("ArrowUp")
  press("ArrowLeft")
  expect(document.activeElement).toBe(cells()[0])
})

test("a figure fills the cell and goes on to the one below", async () => {
  press("4")
  await vi.waitFor(() => expect(document.activeElement).toBe(cells()[2]))
  expect(sent.mock.calls[0]?.[0]).toBe("/fill/")
  expect(given()).toEqual({ who: "ann", step: "s1", layer: "actual", level: "4", csrfmiddlewaretoken: "secret" })
  expect(cells()[0]?.textContent).toBe("4")
})

test("in the last row the cell that was filled keeps the focus", async () => {
  cells()[2]?.focus()
  press("5")
  await vi.waitFor(() => expect(cells()[2]?.textContent).toBe("4"))
  expect(document.activeElement).toBe(cells()[2])
})

test("Delete empties a cell; other figures and keys with Control do nothing", () => {
  press("6")
  press("4", { ctrlKey: true })
  expect(sent).not.toHaveBeenCalled()
  press("Delete")
  expect(given().level).toBe("")
})

test("what was refused stays as it was", async () => {
  sent.mockResolvedValue(new Response("", { status: 400 }))
  press("4")
  await vi.waitFor(() => expect(document.activeElement).toBe(cells()[2]))
  expect(cells()[0]?.textContent).toBe("-")
  expect(cells()[0]?.classList.contains("saving")).toBe(false)
})

test("without a plan or a table nothing happens", () => {
  document.body.innerHTML = ""
  expect(watchPlan).not.toThrow()
})
