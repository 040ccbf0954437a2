import type { ReactElement } from 'react'
import { Button } from '../../components/button.tsx'
import { PageHeader } from '../../components/page-header.tsx'

/** What a browser without a session sees. */
export function SignedOutPage({
  ended,
  retry,
}: {
  /** This page was signed in until now. */
  ended: boolean
  retry: () => void
}): ReactElement {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-4 p-6 text-prose">
      <PageHeader title="Signed out" />
      {ended && (
        <p role="alert">
          The session of this browser has ended: somebody signed out, or the server was started again. Runs and teams
          are kept.
        </p>
      )}
      <p>
        Open the sign-in link that <code className="font-mono text-code">npm start</code> printed in the terminal. It
        looks like this:
      </p>
      <p className="panel overflow-x-auto px-3 py-2 font-mono text-code whitespace-nowrap">{location.origin}/?key=…</p>
      <p className="text-ink-2">
        A link signs in one browser. When it has been used, the server prints a new one in the same terminal.
      </p>
      <div>
        <Button onClick={retry}>Try again</Button>
      </div>
    </main>
  )
}
