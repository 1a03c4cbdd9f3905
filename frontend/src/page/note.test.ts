import { beforeEach, expect, test } from "vitest"
import { keepNotes, keptNotes, noteOf, pick, takeFirst } from "./note"

beforeEach(() => localStorage.clear())

test("a note that cannot be sent keeps its words and the day on which it was done", () => {
  document.body.innerHTML = `<form><input name="csrfmiddlewaretoken" value="x"><input name="text" value="Gebeld">
    <input name="done_on" value=""><input name="touched" value="1"><input name="touched" value="2"></form>`
  const note = noteOf(document.querySelector("form") as HTMLFormElement, "2026-11-23")
  expect(note.fields).toEqual([["text", "Gebeld"], ["done_on", "2026-11-23"], ["touched", "1"], ["touched", "2"]])
})

test("notes wait per person and network, and leave the store before they are sent", () => {
  keepNotes("net:anna", [{ fields: [["text", "a"]] }, { fields: [["text", "b"]] }])
  expect(keptNotes("net:bram")).toEqual([])
  expect(takeFirst("net:anna")?.fields).toEqual([["text", "a"]])
  expect(keptNotes("net:anna")).toHaveLength(1)
  takeFirst("net:anna")
  expect(takeFirst("net:anna")).toBeUndefined()
})

test("a store that holds something else is taken for empty", () => {
  localStorage.setItem("vierspan-notes:x", "{broken")
  expect(keptNotes("x")).toEqual([])
})

test("a name that is pressed becomes a chip, and the name half typed goes", () => {
  document.body.innerHTML = `<form><div data-picked></div><input name="with_whom" value="Anna, bo">
    <div class="found"><button data-pick="7" data-name="Bob">Bob</button></div></form>`
  pick(document.querySelector("[data-pick]") as HTMLElement)
  expect(document.querySelector<HTMLInputElement>("[name=touched]")?.value).toBe("7")
  expect(document.querySelector<HTMLInputElement>("[name=with_whom]")?.value).toBe("Anna,")
})
