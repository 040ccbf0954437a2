import type { ErrorComponentProps } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Button } from '../../components/button.tsx'
import { PageHeader } from '../../components/page-header.tsx'

/** What is left of a page that broke; the rest of the dashboard goes on. */
export function BrokenPage({ error, reset }: ErrorComponentProps): ReactElement {
  return (
    <div role="alert" className="flex flex-col items-start gap-3">
      <PageHeader title="This page broke" />
      <p className="text-prose">That is a fault of Scimulator, not of your server.</p>
      <p className="font-mono text-code text-ink-2">{error instanceof Error ? error.message : String(error)}</p>
      <Button onClick={reset}>Try again</Button>
    </div>
  )
}
