/** Colour scheme of the page; `system` follows the computer. */
export const THEMES = ['system', 'light', 'dark'] as const
/** Colour scheme of the page. */
export type Theme = (typeof THEMES)[number]

const KEY = 'scimulator-theme'

/** The theme chosen in this browser before. */
export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY)
    return THEMES.find((theme) => theme === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

/** Shows a theme and remembers it. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // A browser that keeps nothing shows the theme until the page is left.
  }
}
