// Answers by question and name, each with the moment at which it was given: the newest of two devices counts.
export type Cell = [value: number, stamp: number]
export type Cells = Record<string, Record<string, Cell>>

export interface Place {
  question: string
  name: string
}

export interface Difference extends Place {
  here: number
  there: number
}

export function cellAt(cells: Cells, { question, name }: Place): Cell | undefined {
  return cells[question]?.[name]
}

export function valueAt(cells: Cells, question: string, name: string): number | undefined {
  return cells[question]?.[name]?.[0]
}

export function withCell(cells: Cells, { question, name }: Place, cell: Cell): Cells {
  return { ...cells, [question]: { ...cells[question], [name]: cell } }
}

export function placesOf(cells: Cells): Place[] {
  return Object.entries(cells).flatMap(([question, row]) => Object.keys(row).map(name => ({ question, name })))
}

// The newest of each; of two equally old ones that of the server.
export function newest(here: Cells, there: Cells): Cells {
  const merged: Cells = {}
  for (const question of new Set([...Object.keys(here), ...Object.keys(there)])) {
    const row = { ...here[question] }
    for (const [name, theirs] of Object.entries(there[question] ?? {})) {
      const mine = row[name]
      if (!mine || theirs[1] >= mine[1]) row[name] = theirs
    }
    merged[question] = row
  }
  return merged
}

export const keyOf = ({ question, name }: Place): string => `${question} ${name}`

export function placeOf(key: string): Place {
  const [question = "", name = ""] = key.split(" ")
  return { question, name }
}

// Only the cells of these keys.
export function among(cells: Cells, keys: Iterable<string>): Cells {
  let found: Cells = {}
  for (const key of keys) {
    const place = placeOf(key)
    const cell = cellAt(cells, place)
    if (cell) found = withCell(found, place, cell)
  }
  return found
}

// What was answered here and, unseen by this device, otherwise elsewhere. `unsent` holds for each answer of this
// device what moment the server's own had when it was given.
export function differences(here: Cells, unsent: Record<string, number>, there: Cells): Difference[] {
  return Object.entries(unsent).flatMap(([key, seen]) => {
    const place = placeOf(key)
    const mine = cellAt(here, place)
    const theirs = cellAt(there, place)
    if (!mine || !theirs || theirs[1] === seen || theirs[0] === mine[0]) return []
    return [{ ...place, here: mine[0], there: theirs[0] }]
  })
}

export function namesWith(cells: Cells, question: string, value: number): string[] {
  return Object.entries(cells[question] ?? {}).flatMap(([name, cell]) => (cell[0] === value ? [name] : []))
}
