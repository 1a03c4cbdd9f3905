// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest"
import { holds, watchPicks } from "./pick"

beforeEach(() => {
  document.body.innerHTML = `<form data-picks><p data-pick-live hidden><input data-pick-search></p>
    <fieldset data-pick-group="Bakery"><label><input type="checkbox" name="person">Zoë of the town</label></fieldset>
    <details data-pick-group><label><input type="checkbox" name="person">Bob</label></details>
    <p data-pick-nobody hidden></p><p data-pick-count data-none="none" data-one="one" data-more="# of them"></p></form>`
  watchPicks()
})

function type(words: string): void {
  const field = document.querySelector("[data-pick-search]") as HTMLInputElement
  field.value = words
  field.dispatchEvent(new Event("input"))
}

describe("choosing from a long list", () => {
  it("finds by any word, without accents", () => {
    expect(holds("Zoë, Town Hall", "town zoe")).toBe(true)
    expect(holds("Zoë, Town Hall", "town bob")).toBe(false)
    expect(holds("Zoë", "")).toBe(true)
  })

  it("shows who is meant, opens where they stand, and says when there is nobody", () => {
    type("bob")
    expect(document.querySelector<HTMLElement>("fieldset")?.hidden).toBe(true)
    expect(document.querySelector("details")?.open).toBe(true)
    type("nobody")
    expect(document.querySelector<HTMLElement>("[data-pick-nobody]")?.hidden).toBe(false)
    type("bakery")
    expect(document.querySelector<HTMLElement>("fieldset")?.hidden).toBe(false)
    type("")
    expect(document.querySelector<HTMLElement>("fieldset")?.hidden).toBe(false)
  })

  it("counts who is chosen", () => {
    const line = document.querySelector("[data-pick-count]")
    expect(line?.textContent).toBe("none")
    for (const box of document.querySelectorAll<HTMLInputElement>("input[name=person]")) box.click()
    expect(line?.textContent).toBe("2 of them")
  })
})
