import { useBlocker } from '@tanstack/react-router'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Field } from '../../../components/field.tsx'

/** A new token, shown this once; leaving the page asks first. */
export function NewTokenPanel({ token, onStored }: { token: string; onStored: () => void }): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  const [asked, setAsked] = useState(false)
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => !asked,
    enableBeforeUnload: true,
    withResolver: true,
  })
  useEffect(() => input.current?.focus(), [])
  const stay = (): void => {
    setAsked(true)
    reset?.()
  }
  return (
    <div className="flex flex-col gap-3 rounded-panel border-2 border-accent bg-surface p-4">
      <p role="status" className="text-prose font-medium">
        This is the only time you see this token.
      </p>
      <Field label="New token" help="The old one no longer works. Paste this one into your identity provider now.">
        {(control) => (
          <span className="flex flex-wrap gap-2">
            <input
              {...control}
              ref={input}
              readOnly
              value={token}
              autoComplete="off"
              spellCheck={false}
              data-1p-ignore
              data-lpignore="true"
              onFocus={(event) => event.target.select()}
              className="control min-w-40 flex-1 font-mono"
            />
            <CopyButton label="Copy token" value={() => token} wide />
          </span>
        )}
      </Field>
      <div>
        <Button kind="primary" onClick={onStored}>
          I have stored it
        </Button>
      </div>
      {status === 'blocked' && (
        <Dialog title="Leave without the token?" onClose={stay}>
          <div className="flex flex-col gap-4 p-5 text-prose">
            <p>It is not shown again. Without it you would generate another one.</p>
            <div className="flex justify-end gap-2">
              <Button onClick={stay}>Stay</Button>
              <Button kind="primary" onClick={() => proceed?.()}>
                Leave
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  )
}
