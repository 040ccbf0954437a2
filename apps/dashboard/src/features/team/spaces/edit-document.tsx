import type { Document } from '@scimulator/admin-api'
import { type FormEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { useChangeDocument } from '../../../api/team/spaces.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { DocumentFields } from './document-fields.tsx'

/** Writes in a document. */
export function EditDocument({
  team,
  document,
  onClose,
}: {
  team: string
  document: Document
  onClose: () => void
}): ReactElement {
  const save = useChangeDocument(team, document.id)
  const title = useRef<HTMLInputElement>(null)
  const [text, setText] = useState({ title: document.title, body: document.body })
  const [asked, setAsked] = useState(false)
  useEffect(() => title.current?.focus(), [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (text.title.trim() === '') title.current?.focus()
    else if (!save.isPending) save.mutate({ title: text.title.trim(), body: text.body }, { onSuccess: onClose })
  }
  return (
    <form onSubmit={submit} noValidate className="panel flex max-w-[48rem] flex-col gap-4 p-4">
      <DocumentFields text={text} change={setText} titleRef={title} asked={asked} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" kind="primary" aria-disabled={save.isPending}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <ActionError error={save.error} />
      </div>
    </form>
  )
}
