import type { OneTimeLink } from '@scimulator/admin-api'
import type { ReactElement, ReactNode } from 'react'
import { Button } from '../../../components/button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { Field } from '../../../components/field.tsx'
import { ListTime } from '../../../components/time.tsx'

/** A one-time link, shown this once. */
export function LinkPanel({
  link,
  onClose,
  children,
}: {
  link: OneTimeLink
  onClose: () => void
  children: ReactNode
}): ReactElement {
  return (
    <div className="flex flex-col gap-4 text-prose">
      <p>{children}</p>
      <Field label="One-time link" help="Shown this once. Copy it before you close this.">
        {(control) => (
          <span className="flex flex-wrap gap-2">
            <input
              {...control}
              readOnly
              value={link.url}
              onFocus={(event) => event.target.select()}
              className="control min-w-40 flex-1 font-mono"
            />
            <CopyButton label="Copy link" value={() => link.url} wide />
          </span>
        )}
      </Field>
      <p className="text-ink-2">
        Works until <ListTime iso={link.expiresAt} />.
      </p>
      <div className="flex justify-end">
        <Button kind="primary" onClick={onClose}>
          I have copied it
        </Button>
      </div>
    </div>
  )
}
