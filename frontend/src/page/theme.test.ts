import { expect, test } from "vitest"
import { switchTheme } from "./theme"

test("the switch starts from what the device prefers", () => {
  const root = document.createElement("html")
  expect(switchTheme(root, true)).toBe("light")
  expect(switchTheme(root, true)).toBe("dark")
})
