// A colour picked with the device's own picker goes into the field where it can also be typed.
export function fill(picker: HTMLInputElement, root: Document): void {
  const field = picker.dataset.fills ? root.getElementById(picker.dataset.fills) : null
  if (field instanceof HTMLInputElement) field.value = picker.value
}

export function watchSwatches(): void {
  document.addEventListener("input", event => {
    if (event.target instanceof HTMLInputElement && event.target.dataset.fills) fill(event.target, document)
  })
}
