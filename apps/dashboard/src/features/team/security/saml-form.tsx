import type { SignOn } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useState } from 'react'
import { simulatorsQuery } from '../../../api/queries.ts'
import { useAtTeam } from '../../../api/session.ts'
import { useSetSaml, useSimulatorSaml } from '../../../api/team/sign-on.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { Field } from '../../../components/field.tsx'
import { VendorMark } from '../../../components/vendor.tsx'
import { cleanUrl } from '../../../format/clean-url.ts'
import { type MetadataForm, orderOf, problemOf } from './metadata-form.ts'

/** Sets SAML up by the metadata of an identity provider; the operator may take a simulator's in one press. */
export function SamlForm({ team, onDone }: { team: string; onDone?: () => void }): ReactElement {
  const { operator } = useAtTeam(team)
  return (
    <>
      {operator && <SimulatorChoice team={team} onDone={onDone} />}
      <MetadataFields team={team} onDone={onDone} />
    </>
  )
}

type Done = (() => void) | undefined

function SimulatorChoice({ team, onDone }: { team: string; onDone: Done }): ReactElement {
  const simulators = useQuery(simulatorsQuery)
  const use = useSimulatorSaml(team)
  const { data } = simulators
  return (
    <div className="panel flex flex-col gap-2 p-4">
      <p className="font-medium">Use a simulator of this server</p>
      {data?.length === 0 && (
        <p className="text-ink-2">
          No simulator is running. They register by themselves when npm start has started them.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {data?.map(({ vendor, label }) => (
          <Button
            key={vendor}
            aria-disabled={use.isPending}
            onClick={() => !use.isPending && use.mutate(vendor, { onSuccess: () => onDone?.() })}
          >
            <VendorMark vendor={vendor} label={label} silent />
            Use the simulator of {label}
          </Button>
        ))}
      </div>
      <ActionError error={use.error ?? simulators.error} />
      <p className="text-meta text-ink-3">
        It makes its SAML app for this team with the values below, and its metadata is read here.
      </p>
    </div>
  )
}

function MetadataFields({ team, onDone }: { team: string; onDone: Done }): ReactElement {
  const set = useSetSaml(team)
  const [form, setForm] = useState<MetadataForm>({ by: 'url', url: '', text: '' })
  const [asked, setAsked] = useState(false)
  const problem = problemOf(form)
  const change = (next: Partial<MetadataForm>): void => setForm((known) => ({ ...known, ...next }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (problem === null && !set.isPending) set.mutate(orderOf(form), { onSuccess: (_answer: SignOn) => onDone?.() })
  }
  const error = asked ? (problem ?? undefined) : undefined
  return (
    <form onSubmit={submit} noValidate className="panel flex flex-col gap-3 p-4">
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
        <legend className="pb-1 font-medium">Metadata of the identity provider</legend>
        <By value="url" label="By its address" form={form} change={change} />
        <By value="text" label="As text or file" form={form} change={change} />
      </fieldset>
      {form.by === 'url' ? (
        <UrlField form={form} change={change} error={error} />
      ) : (
        <TextField form={form} change={change} error={error} />
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" kind="primary" aria-disabled={set.isPending}>
          {set.isPending ? 'Reading' : 'Set up SAML'}
        </Button>
        <ActionError error={set.error} />
      </div>
    </form>
  )
}

interface PartProps {
  form: MetadataForm
  change: (next: Partial<MetadataForm>) => void
}

function By({ value, label, form, change }: PartProps & { value: MetadataForm['by']; label: string }): ReactElement {
  return (
    <label className="flex min-h-8 items-center gap-2 max-sm:min-h-11">
      <input
        type="radio"
        name="metadata-by"
        className="size-4 accent-accent"
        checked={form.by === value}
        onChange={() => change({ by: value })}
      />
      {label}
    </label>
  )
}

function UrlField({ form, change, error }: PartProps & { error: string | undefined }): ReactElement {
  const [cleaned, setCleaned] = useState(false)
  const clean = (): void => {
    const { url, changed } = cleanUrl(form.url)
    if (changed) change({ url })
    setCleaned(changed && url !== '')
  }
  return (
    <Field
      label="Metadata address"
      error={error}
      help={
        cleaned
          ? 'Blanks, long dashes or doubled slashes were taken out.'
          : 'Read once, now. https, or http on this machine.'
      }
    >
      {(control) => (
        <input
          {...control}
          className="control font-mono"
          value={form.url}
          maxLength={2000}
          spellCheck={false}
          autoCapitalize="off"
          inputMode="url"
          onBlur={clean}
          onChange={(event) => change({ url: event.target.value })}
        />
      )}
    </Field>
  )
}

function TextField({ form, change, error }: PartProps & { error: string | undefined }): ReactElement {
  const readFile = (file: File | undefined): void => {
    if (file) void file.text().then((text) => change({ text }))
  }
  return (
    <>
      <Field label="Metadata file" help="An XML file, as the identity provider lets you download it.">
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
            className="min-w-0 text-prose text-ink-2 file:mr-3 file:h-8 file:cursor-pointer file:rounded-chip file:border file:border-control file:bg-surface file:px-3 file:text-ink hover:file:bg-hover max-sm:file:h-10"
            onChange={(event) => readFile(event.target.files?.[0])}
          />
        )}
      </Field>
      <Field label="Metadata text" error={error}>
        {(control) => (
          <textarea
            {...control}
            rows={6}
            className="control h-auto! py-2 font-mono text-code"
            value={form.text}
            spellCheck={false}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
