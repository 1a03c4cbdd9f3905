// One square after another: 0 to 3 judges, S skips, unless somebody is typing.
export function watchScores(): void {
  document.addEventListener("keydown", event => {
    const form = document.querySelector<HTMLFormElement>("form[data-scores]")
    const at = event.target
    const isTyping = at instanceof Element && at.matches("input, textarea, select, [contenteditable]")
    if (!form || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    if (/^[0-3]$/.test(event.key)) press(form.querySelector(`button[data-score="${event.key}"]`))
    else if (event.key.toLowerCase() === "s") press(document.querySelector("a[data-skip]"))
  })
}

function press(found: HTMLElement | null): void {
  found?.click()
}
