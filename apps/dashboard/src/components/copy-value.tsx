import type { ReactElement } from 'react'
import { CopyButton } from './copy-button.tsx'

/** A value written out in full, with a button that copies it. */
export function CopyValue({ label, value }: { label: string; value: string }): ReactElement {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code className="min-w-0 font-mono text-code break-all" translate="no">
        {value}
      </code>
      <CopyButton label={label} value={() => value} />
    </span>
  )
}
