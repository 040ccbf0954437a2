import { ExternalLink as Icon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

/** A link that leaves the dashboard. The address must come from `rfcLink` or `webLink`. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }): ReactElement {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1 text-accent underline">
      {children}
      <Icon size={12} strokeWidth={1.5} aria-hidden />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  )
}
