import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { formatCount } from '../format/text.ts'

const LOOK = 'inline-flex size-8 items-center justify-center rounded-chip text-ink-2 hover:bg-hover max-sm:size-10'

/** Goes from page to page of the list at this address; nothing where one page holds all. */
export function Pager({ page, pages }: { page: number; pages: number }): ReactElement | null {
  if (pages < 2) return null
  return (
    <nav aria-label="Pages of the list" className="flex items-center gap-1">
      <Turn to={page - 1} pages={pages} label="Previous page">
        <ChevronLeft size={16} strokeWidth={1.5} aria-hidden />
      </Turn>
      <span className="text-meta text-ink-2 tabular-nums">
        {formatCount(page)} of {formatCount(pages)}
      </span>
      <Turn to={page + 1} pages={pages} label="Next page">
        <ChevronRight size={16} strokeWidth={1.5} aria-hidden />
      </Turn>
    </nav>
  )
}

function Turn({
  to,
  pages,
  label,
  children,
}: {
  to: number
  pages: number
  label: string
  children: ReactNode
}): ReactElement {
  if (to < 1 || to > pages) return <span className={`${LOOK} opacity-30`}>{children}</span>
  return (
    <Link
      to="."
      search={(previous) => ({ ...previous, page: to === 1 ? undefined : to })}
      aria-label={label}
      className={LOOK}
    >
      {children}
    </Link>
  )
}
