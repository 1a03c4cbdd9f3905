// What was said in an earlier wave: still so, or look again.
import { valueAt } from "./cells"
import type { Name } from "./leaf"
import { piece } from "./parts"
import type { Session } from "./session"
import { isSettled } from "./steps"

export function stillBody({ leaf, cells }: Session, names: Name[]): HTMLElement {
  const root = piece("t-still")
  for (const name of names) {
    const chosen = valueAt(cells, "still", name.id) ?? (isSettled(leaf, cells, name.id) ? 1 : undefined)
    for (const button of root.querySelectorAll<HTMLInputElement>(`[name="still-${name.id}"]`)) {
      button.checked = Number(button.value) === chosen
    }
  }
  return root
}
