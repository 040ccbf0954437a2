import type { NewSpace } from '@scimulator/admin-api'
import { type FormEvent, type ReactElement, useRef, useState } from 'react'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Field } from '../../../components/field.tsx'

interface SpaceDialogProps {
  title: string
  verb: string
  initial: NewSpace
  busy: boolean
  error: Error | null
  onClose: () => void
  onSave: (space: NewSpace) => void
}

/** Name and entry of a space. */
export function SpaceDialog({ title, verb, initial, busy, error, onClose, onSave }: SpaceDialogProps): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  const [space, setSpace] = useState(initial)
  const [asked, setAsked] = useState(false)
  const isNameless = space.name.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (isNameless) input.current?.focus()
    else if (!busy) onSave({ ...space, name: space.name.trim() })
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4 p-5 text-prose">
        <Field label="Name" error={asked && isNameless ? 'Give the space a name.' : undefined}>
          {(control) => (
            <input
              {...control}
              ref={input}
              className="control"
              value={space.name}
              maxLength={100}
              onChange={(event) => setSpace({ ...space, name: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Entry"
          help={
            space.kind === 'open'
              ? 'Everybody of the team may enter, guests excepted.'
              : 'Only the people in it, and owners, admins and managers.'
          }
        >
          {(control) => (
            <select
              {...control}
              className="control"
              value={space.kind}
              onChange={(event) => setSpace({ ...space, kind: event.target.value === 'open' ? 'open' : 'invite-only' })}
            >
              <option value="open">Open</option>
              <option value="invite-only">Invite only</option>
            </select>
          )}
        </Field>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <ActionError error={error} />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" aria-disabled={busy}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
