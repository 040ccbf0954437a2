import type { ReactElement, ReactNode } from 'react'
import { StatusIcon } from '../../../components/status.tsx'
import { ListTime } from '../../../components/time.tsx'

interface StoryStepProps {
  /** What stands before it while it is not done: a number, or a dot. */
  mark: string
  title: string
  note: string
  done: boolean
  /** When the server saw it, where that is known. */
  at?: string | undefined
  children?: ReactNode
}

/** A step of the story with what does it; a tick once the server saw it. */
export function StoryStep({ mark, title, note, done, at, children }: StoryStepProps): ReactElement {
  return (
    <li className="flex gap-3 px-3 py-2">
      <span className="flex h-5 w-5 flex-none items-center justify-center text-ink-2 tabular-nums">
        {done ? <StatusIcon tone="pass" label="seen" /> : mark}
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-52">
          <p className="font-medium">{title}</p>
          <p className="text-ink-3">
            {note}
            {at !== undefined && (
              <>
                {' '}
                Seen <ListTime iso={at} />.
              </>
            )}
          </p>
        </div>
        {children !== undefined && <div className="flex flex-wrap items-center gap-2">{children}</div>}
      </div>
    </li>
  )
}
