import type { ReactElement } from 'react'
import { ExternalLink } from '../../components/external-link.tsx'
import { webLink } from '../../format/rfc-link.ts'

/** Where a quirk is known from: a link when it names a web address. */
export function QuirkSource({ source }: { source: string }): ReactElement {
  const href = webLink(source)
  if (href === null) return <span className="min-w-0 break-words">{source}</span>
  const words = source.replace(/https?:\/\/[^\s)<>"']+/, '').trim()
  return (
    <span className="min-w-0 break-words">
      {words !== '' && `${words} `}
      <ExternalLink href={href}>{new URL(href).host}</ExternalLink>
    </span>
  )
}
