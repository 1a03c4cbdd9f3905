// What is kept in this browser until it is handed in. A browser that refuses to keep anything still works.
import type { Cells } from "./cells"

export interface Kept {
  cells: Cells
  unsent: Record<string, number>
  edition: string
  waiting: { opted_in: boolean } | null
}

const PREFIX = "vierspan-answer:"

export function nothingKept(edition: string): Kept {
  return { cells: {}, unsent: {}, edition, waiting: null }
}

export function kept(key: string, edition: string, store: Storage = localStorage): Kept {
  try {
    const found = JSON.parse(store.getItem(PREFIX + key) ?? "null") as Partial<Kept> | null
    if (!found || typeof found.cells !== "object" || typeof found.unsent !== "object") return nothingKept(edition)
    return { ...nothingKept(edition), ...found }
  } catch {
    return nothingKept(edition)
  }
}

// False when the browser keeps nothing: then only the server does.
export function keep(key: string, what: Kept, store: Storage = localStorage): boolean {
  try {
    store.setItem(PREFIX + key, JSON.stringify(what))
    return true
  } catch {
    return false
  }
}

export function forget(key: string, store: Storage = localStorage): void {
  try {
    store.removeItem(PREFIX + key)
  } catch {
    // nothing was kept
  }
}
