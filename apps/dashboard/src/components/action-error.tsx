import type { ReactElement } from 'react'

/** Why an action did not come about, beside its button: the server's own sentence. */
export function ActionError({ error }: { error: Error | null }): ReactElement | null {
  if (error === null) return null
  return (
    <p role="alert" className="min-w-0 text-fail">
      {error.message}
    </p>
  )
}
