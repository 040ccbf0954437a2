import { type ReactElement, type ReactNode, useId } from 'react'

/** Ids and state a control takes from its field. */
export interface ControlProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
}

interface FieldProps {
  label: string
  help?: string
  error?: string | undefined
  className?: string
  children: (control: ControlProps) => ReactNode
}

/** A label with its control; help and error are tied to it. */
export function Field({ label, help, error, className = '', children }: FieldProps): ReactElement {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? help
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${className}`}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : noteId,
        'aria-invalid': error !== undefined,
      })}
      {note !== undefined && (
        <p id={noteId} className={`text-meta ${error === undefined ? 'text-ink-3' : 'text-fail'}`}>
          {note}
        </p>
      )}
    </div>
  )
}
