import type { ReactElement } from 'react'
import { Field } from '../../components/field.tsx'
import type { FormPart, SyncForm } from './sync-form.ts'

/** How large the simulated directory is; empty leaves it to the simulator. */
export function SizeFields(part: FormPart): ReactElement {
  return (
    <div className="grid grid-cols-3 gap-4">
      <NumberField {...part} name="users" label="People" />
      <NumberField {...part} name="groups" label="Groups" />
      <Field label="Seed">
        {(control) => (
          <input
            {...control}
            className="control w-full"
            value={part.form.seed}
            maxLength={100}
            placeholder="default"
            onChange={(event) => part.change({ seed: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}

function NumberField({
  form,
  problems,
  change,
  name,
  label,
}: FormPart & { name: keyof SyncForm & ('users' | 'groups'); label: string }): ReactElement {
  return (
    <Field label={label} error={problems[name]}>
      {(control) => (
        <input
          {...control}
          className="control w-full"
          inputMode="numeric"
          value={form[name]}
          maxLength={6}
          placeholder="default"
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
}
