// Pressed chips, and the switch between picture and table.
export function choose(button: HTMLElement): void {
  for (const other of button.parentElement?.querySelectorAll("[aria-pressed]") ?? []) {
    other.setAttribute("aria-pressed", String(other === button))
  }
}

export function toggle(button: HTMLElement): void {
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"))
}

export function showView(button: HTMLElement): void {
  button.closest(".frame")?.classList.toggle("as-table", button.dataset.show === "table")
  choose(button)
}
