// <button data-opens="id"> opens the dialog, <button data-closes> closes the one it stands in.
export function openDialog(id: string): void {
  const dialog = document.getElementById(id)
  if (dialog instanceof HTMLDialogElement) dialog.showModal()
}

export function closeDialog(inside: Element): void {
  inside.closest("dialog")?.close()
}
