import type { EvidenceMark } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { EVIDENCE_WORDS } from '../words.ts'

const LOOKS: Readonly<Record<EvidenceMark, string>> = {
  captured: 'border-solid border-ink-2 bg-ink-2 text-surface',
  'vendor-docs': 'border-solid border-control text-ink-2',
  'other-guide': 'border-solid border-control text-ink-2',
  inferred: 'border-dashed border-control text-ink-2',
}

/** How a behaviour is known. */
export function Evidence({ mark }: { mark: EvidenceMark }): ReactElement {
  const { word, meaning } = EVIDENCE_WORDS[mark]
  return (
    <span
      title={meaning}
      className={`inline-flex items-center rounded-chip border px-1.5 text-meta whitespace-nowrap ${LOOKS[mark]}`}
    >
      <span className="sr-only">Evidence: </span>
      {word}
    </span>
  )
}
