import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { claimFocus } from './title-focus.ts'

interface PageHeaderProps {
  title: string
  /** What the browser tab says before the product's name; the title when absent. */
  tab?: string
  crumbs?: ReactNode
  mark?: ReactNode
  children?: ReactNode
  actions?: ReactNode
}

/** Head of a page: way back, title, one line of state, at most one primary action. */
export function PageHeader({ title, tab, crumbs, mark, children, actions }: PageHeaderProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => claimFocus(heading.current), [])
  return (
    <header className="flex flex-col gap-2">
      <title>{`${tab ?? title} – Scimulator`}</title>
      {crumbs !== undefined && (
        <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5 text-meta text-ink-3">
          {crumbs}
        </nav>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 items-start gap-2">
          {mark !== undefined && <span className="flex pt-1.5">{mark}</span>}
          <h1 ref={heading} tabIndex={-1} className="min-w-0 text-page font-semibold break-words">
            {title}
          </h1>
        </div>
        {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </header>
  )
}
