// Light or dark: what was pressed holds in this browser, and in the account when there is one.
export function isDark(root: HTMLElement, prefersDark: boolean): boolean {
  return root.dataset.theme ? root.dataset.theme === "dark" : prefersDark
}

export function switchTheme(root: HTMLElement, prefersDark: boolean): "light" | "dark" {
  const theme = isDark(root, prefersDark) ? "light" : "dark"
  root.dataset.theme = theme
  return theme
}

export function keepTheme(theme: string): void {
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`
}
