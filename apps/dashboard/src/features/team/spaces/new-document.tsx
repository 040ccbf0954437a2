import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactElement, useRef, useState } from 'react'
import { useCreateDocument } from '../../../api/team/spaces.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { DocumentFields } from './document-fields.tsx'

/** Makes a document in a space and goes to it. */
export function NewDocumentButton({ team, space }: { team: string; space: string }): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        New document
      </Button>
      {open && <NewDocumentDialog team={team} space={space} onClose={() => setOpen(false)} />}
    </>
  )
}

function NewDocumentDialog({
  team,
  space,
  onClose,
}: {
  team: string
  space: string
  onClose: () => void
}): ReactElement {
  const navigate = useNavigate()
  const create = useCreateDocument(team)
  const title = useRef<HTMLInputElement>(null)
  const [text, setText] = useState({ title: '', body: '' })
  const [asked, setAsked] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (text.title.trim() === '') title.current?.focus()
    else if (!create.isPending) {
      create.mutate(
        { spaceId: space, title: text.title.trim(), body: text.body },
        {
          onSuccess: ({ id }) =>
            void navigate({ to: '/teams/$team/documents/$document', params: { team, document: id } }),
        },
      )
    }
  }
  return (
    <Dialog title="New document" onClose={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4 p-5 text-prose">
        <DocumentFields text={text} change={setText} titleRef={title} asked={asked} />
        <div className="flex flex-wrap items-center justify-end gap-2">
          <ActionError error={create.error} />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" aria-disabled={create.isPending}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
