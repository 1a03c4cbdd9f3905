import { expect, test } from "vitest"
import { enhance } from "./sort"

function names(table: HTMLTableElement): string[] {
  return [...(table.tBodies[0]?.rows ?? [])].map(row => row.cells[0]?.textContent ?? "")
}

test("a press on a column head sorts the rows, a second press turns them round", () => {
  document.body.innerHTML = `<table><thead><tr><th>Naam</th><th>Daden</th></tr></thead><tbody>
    <tr><th>Bram</th><td data-value="10">10</td></tr><tr><th>Anna</th><td data-value="9">9</td></tr></tbody></table>`
  const table = document.querySelector("table") as HTMLTableElement
  enhance(table)
  const [byName, byActs] = table.querySelectorAll("button")
  byName?.click()
  expect(names(table)).toEqual(["Anna", "Bram"])
  byActs?.click()
  expect(names(table)).toEqual(["Anna", "Bram"])
  byActs?.click()
  expect(names(table)).toEqual(["Bram", "Anna"])
  expect(table.querySelector("th[aria-sort]")?.getAttribute("aria-sort")).toBe("descending")
})
