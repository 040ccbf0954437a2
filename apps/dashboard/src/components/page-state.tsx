import { type ReactElement, type ReactNode, useEffect, useState } from 'react'
import { ApiFailure } from '../api/client.ts'
import { Button } from './button.tsx'

/** What belongs here when there is nothing, and the one next press. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }): ReactElement {
  return (
    <div className="panel flex flex-col items-start gap-3 border-dashed p-6">
      <p className="text-prose font-medium">{title}</p>
      {children}
    </div>
  )
}

/** A failed read, in place of the content. */
export function ErrorState({ error, retry, what }: { error: Error; retry: () => void; what: string }): ReactElement {
  const offline = error instanceof ApiFailure && error.status === 0
  return (
    <div role="alert" className="panel flex flex-col items-start gap-3 p-6">
      <p className="text-prose font-medium">{what} could not be read.</p>
      <p className="text-ink-2">
        {error.message}
        {offline && ' Is the server still running? What the simulators have done so far is kept.'}
      </p>
      <Button onClick={retry}>Try again</Button>
    </div>
  )
}

/** Grey rows with the final geometry, shown only when reading takes a moment. */
export function Skeleton({ rows = 8, label }: { rows?: number; label: string }): ReactElement {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div aria-busy="true" className={shown ? 'flex flex-col gap-2' : 'invisible flex flex-col gap-2'}>
      <span className="sr-only">Reading {label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div key={row} className="h-8 rounded-chip bg-sunken" />
      ))}
    </div>
  )
}
