// Pieces of the page that the server wrote once, in <template>s, to be filled in.
export function piece(id: string): HTMLElement {
  const template = document.getElementById(id)
  const copy = template instanceof HTMLTemplateElement ? template.content.firstElementChild?.cloneNode(true) : null
  if (!(copy instanceof HTMLElement)) throw new Error(`no piece ${id}`)
  return copy
}

export function slot(root: ParentNode, name: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(`[data-slot="${name}"]`)
  if (!found) throw new Error(`no place ${name}`)
  return found
}

// Puts a text in its place; a place without a text is not shown.
export function put(root: ParentNode, name: string, text: string): void {
  const place = slot(root, name)
  place.textContent = text
  place.hidden = !text
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(word => /^\p{L}/u.test(word))
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words
  return ends.map(word => (word ?? "").charAt(0).toUpperCase()).join("")
}
