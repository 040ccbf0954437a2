import type { ReactElement, Ref } from 'react'
import { Field } from '../../../components/field.tsx'

/** What can be written in a document. */
export interface DocumentText {
  title: string
  body: string
}

interface DocumentFieldsProps {
  text: DocumentText
  change: (text: DocumentText) => void
  titleRef: Ref<HTMLInputElement>
  /** Whether the form was sent once: then it says what is missing. */
  asked: boolean
}

/** Title and text of a document. */
export function DocumentFields({ text, change, titleRef, asked }: DocumentFieldsProps): ReactElement {
  return (
    <>
      <Field label="Title" error={asked && text.title.trim() === '' ? 'Give the document a title.' : undefined}>
        {(control) => (
          <input
            {...control}
            ref={titleRef}
            className="control"
            value={text.title}
            maxLength={200}
            onChange={(event) => change({ ...text, title: event.target.value })}
          />
        )}
      </Field>
      <Field label="Text">
        {(control) => (
          <textarea
            {...control}
            rows={10}
            className="control h-auto! py-2"
            value={text.body}
            maxLength={100_000}
            onChange={(event) => change({ ...text, body: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
