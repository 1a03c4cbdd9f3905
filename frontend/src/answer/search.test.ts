import { expect, test } from "vitest"
import type { Name } from "./leaf"
import { findable, folded, isNear, search } from "./search"

const named = (name: string, about = ""): Name => ({ id: name, name, about, is_new: false })
const LIST = [
  named("Éva van der Meer", "Gemeente Oosterdal"),
  named("IJsbrand de Wit", "Thuiszorg"),
  named("Anna de Wit", "Bibliotheek"),
  named("GGD Vloedstreek", "zorg"),
  named("Stichting Mantelzorg voor elkaar", "welzijn"),
  named("Fatima el Bakkali", "Huisartsen"),
].map(findable)
const found = (text: string): string[] => search(LIST, text).map(name => name.name)

test("accents, capitals and ij make no difference", () => {
  expect(folded("IJsbrand Ÿ É")).toBe("ysbrand y e")
  expect(found("eva")).toEqual(["Éva van der Meer"])
  expect(found("ysbrand")).toEqual(["IJsbrand de Wit"])
  expect(found("Ĳsbr")).toEqual(["IJsbrand de Wit"])
})

test("parts of words in any order are enough", () => {
  expect(found("wit an")[0]).toBe("Anna de Wit")
  expect(found("zorg mantel")).toEqual(["Stichting Mantelzorg voor elkaar"])
  expect(found("meer van")).toEqual(["Éva van der Meer"])
})

test("initials find a name, with and without the small words", () => {
  expect(found("adw")).toEqual(["Anna de Wit"])
  expect(found("smve")).toEqual(["Stichting Mantelzorg voor elkaar"])
  expect(found("em")).toContain("Éva van der Meer")
})

test("a slip of the key is forgiven", () => {
  expect(found("fatmia")).toEqual(["Fatima el Bakkali"])
  expect(found("bakali")).toEqual(["Fatima el Bakkali"])
  expect(isNear("anan", "anna")).toBe(true)
  expect(isNear("piet", "anna")).toBe(false)
})

test("the party or the sector finds who belongs there, after whose own name it is", () => {
  expect(found("oosterdal")).toEqual(["Éva van der Meer"])
  expect(found("zorg")).toEqual(["Stichting Mantelzorg voor elkaar", "GGD Vloedstreek"])
})

test("nothing typed, nothing found; nor for what is nowhere", () => {
  expect(found("  ")).toEqual([])
  expect(found("xqzwk")).toEqual([])
})
