export type Theme = 'auto' | 'light' | 'dark'
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark']

const KEY = 'sillage-theme'
const system = () => window.matchMedia('(prefers-color-scheme: dark)')

/** The reader's choice. Storage may be closed to a page opened from a file; then the choice lasts as long as the page. */
export function chosenTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY)
    return THEMES.find(theme => theme === stored) ?? 'auto'
  } catch {
    return 'auto'
  }
}

let choice: Theme = 'auto'

export function chooseTheme(theme: Theme): void {
  choice = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // the choice lasts as long as the page
  }
  show()
}

/** Sets the theme now and again when the system's changes. */
export function applyTheme(): void {
  choice = chosenTheme()
  system().addEventListener('change', show)
  show()
}

function show(): void {
  const dark = choice === 'dark' || (choice === 'auto' && system().matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}
