import { expect, test } from "vitest"
import { acceptDrops, nextFocus } from "./mend"

function page(rows: string): HTMLElement {
  document.body.innerHTML = `<header id="check-head"><h1 tabindex="-1">Klopt</h1></header><table>${rows}</table>`
  return document.getElementById("row-3") as HTMLElement
}

test("an opened cell takes the focus", () => {
  const row = page(`<tbody id="row-3"><tr><td><input data-mend></td></tr></tbody>`)
  expect(nextFocus(row)?.matches("[data-mend]")).toBe(true)
})

test("after a mend the next wrong cell takes the focus, and after the last the first one left", () => {
  const wrong = (row: number) => `<tbody id="row-${row}"><tr><td><a class="cell-wrong" href="#">${row}</a></td></tr></tbody>`
  const mended = `<tbody id="row-3"><tr><td>goed</td></tr></tbody>`
  expect(nextFocus(page(wrong(2) + mended + wrong(5)))?.textContent).toBe("5")
  expect(nextFocus(page(wrong(2) + mended))?.textContent).toBe("2")
  expect(nextFocus(page(mended))?.textContent).toBe("Klopt")
})

test("our own button takes the place of the browser's and shows what was chosen", () => {
  document.body.innerHTML = `<div data-drop><input type="file"><label data-pick hidden></label><p data-picked hidden></p></div>`
  const zone = document.querySelector<HTMLElement>("[data-drop]") as HTMLElement
  acceptDrops(zone)
  expect(zone.querySelector<HTMLElement>("[data-pick]")?.hidden).toBe(false)
  expect(zone.querySelector<HTMLElement>("[data-picked]")?.hidden).toBe(true)
})
