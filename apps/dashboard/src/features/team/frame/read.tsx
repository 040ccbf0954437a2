import type { UseQueryResult } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { ApiFailure } from '../../../api/client.ts'
import { EmptyState, ErrorState, Skeleton } from '../../../components/page-state.tsx'
import { sentenceCase } from '../../../format/text.ts'

interface ReadProps<Data> {
  query: UseQueryResult<Data>
  /** What is read, with its article: `the list of people`. */
  what: string
  /** Who may see it, as a sentence, for whoever may not. */
  whoMay?: string
  /** What stands there when the server knows no such thing. */
  missing?: ReactNode
  rows?: number
  children: (data: Data) => ReactNode
}

/** What a read of a team's page came to: shown, still coming, refused, not there, or failed. */
export function Read<Data>({ query, what, whoMay, missing, rows = 6, children }: ReadProps<Data>): ReactNode {
  if (query.data !== undefined) return children(query.data)
  const { error } = query
  if (error === null) return <Skeleton label={what} rows={rows} />
  if (error instanceof ApiFailure && error.status === 403) return <Refused message={error.message} whoMay={whoMay} />
  if (error instanceof ApiFailure && error.status === 404)
    return missing ?? <EmptyState title={`${sentenceCase(what)} is not here, or not for you to see.`} />
  return <ErrorState error={error} retry={() => void query.refetch()} what={sentenceCase(what)} />
}

function Refused({ message, whoMay }: { message: string; whoMay: string | undefined }): ReactElement {
  return (
    <div role="alert" className="panel flex max-w-2xl flex-col items-start gap-2 p-6">
      <p className="flex items-center gap-2 text-prose font-medium">
        <Lock size={16} strokeWidth={1.5} aria-hidden />
        {message}
      </p>
      {whoMay !== undefined && <p className="text-ink-2">{whoMay}</p>}
    </div>
  )
}
