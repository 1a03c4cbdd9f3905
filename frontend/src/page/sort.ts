// Sorting a table by the press of a column head; without this script the rows stand as they came.
type Direction = "ascending" | "descending"

export function compare(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)]
  if (a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y)) return x - y
  return a.localeCompare(b, document.documentElement.lang || undefined, { numeric: true })
}

function cellValue(row: HTMLTableRowElement, column: number): string {
  const cell = row.cells[column]
  return cell?.dataset.value ?? cell?.textContent?.trim() ?? ""
}

export function sortBy(head: HTMLTableCellElement): void {
  const body = head.closest("table")?.tBodies[0]
  if (!body) return
  const direction: Direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending"
  for (const other of head.parentElement?.children ?? []) other.removeAttribute("aria-sort")
  head.setAttribute("aria-sort", direction)
  const sign = direction === "ascending" ? 1 : -1
  const rows = [...body.rows].sort(
    (a, b) => sign * compare(cellValue(a, head.cellIndex), cellValue(b, head.cellIndex)),
  )
  body.append(...rows)
}

export function enhance(table: HTMLTableElement): void {
  for (const head of table.tHead?.rows[0]?.cells ?? []) {
    if (head.querySelector("button") || !head.textContent?.trim()) continue
    const button = document.createElement("button")
    button.type = "button"
    button.className = "sort"
    button.append(...head.childNodes)
    button.addEventListener("click", () => sortBy(head))
    head.append(button)
  }
}
