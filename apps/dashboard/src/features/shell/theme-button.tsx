import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { IconButton } from '../../components/button.tsx'
import { applyTheme, storedTheme, THEMES, type Theme } from '../../components/theme.ts'

const ICONS: Readonly<Record<Theme, LucideIcon>> = { system: Monitor, light: Sun, dark: Moon }

/** Goes round system, light, dark. */
export function ThemeButton(): ReactElement {
  const [theme, setTheme] = useState(storedTheme)
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
  const Icon = ICONS[theme]
  const change = (): void => {
    applyTheme(next)
    setTheme(next)
  }
  return (
    <IconButton label={`Theme: ${theme}. Change to ${next}`} onClick={change}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
    </IconButton>
  )
}
