import type { Simulator, Team } from '@scimulator/admin-api'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { startRun } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { SimulatorFields } from './simulator-fields.tsx'
import { SizeFields } from './size-fields.tsx'
import { type FormPart, problemsOf, type SyncForm, toRunRequest } from './sync-form.ts'
import { TargetFields } from './target-fields.tsx'

interface SyncFormViewProps {
  simulators: readonly Simulator[]
  teams: readonly Team[]
  initial: SyncForm
  onCancel: () => void
}

/** Starts a run and goes to it. The token lives in this form only. */
export function SyncFormView({ simulators, teams, initial, onCancel }: SyncFormViewProps): ReactElement {
  const navigate = useNavigate()
  const ref = useRef<HTMLFormElement>(null)
  const [form, setForm] = useState(initial)
  const [asked, setAsked] = useState(false)
  const start = useMutation({
    mutationFn: (sent: SyncForm) => startRun(sent.vendor, toRunRequest(sent)),
    // Nothing that holds a token stays behind.
    gcTime: 0,
    // The dialog is no place to come back to.
    onSuccess: ({ id }) => navigate({ to: '/runs/$run', params: { run: id }, replace: true }),
  })
  // The dialog may have opened before there was a field to give the focus to.
  useEffect(() => ref.current?.querySelector('select')?.focus(), [])
  const problems = asked ? problemsOf(form) : {}
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (Object.keys(problemsOf(form)).length > 0) {
      requestAnimationFrame(() => ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
    } else if (!start.isPending) start.mutate(form)
  }
  const part: FormPart = { form, problems, change: (next) => setForm((known) => ({ ...known, ...next })) }
  return (
    <form ref={ref} onSubmit={submit} noValidate autoComplete="off" className="flex flex-col gap-5">
      <SimulatorFields {...part} simulators={simulators} />
      <TargetFields {...part} teams={teams} />
      <SizeFields {...part} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        {start.isError && (
          <p role="alert" className="w-full text-fail">
            The run did not start. {start.error.message}
          </p>
        )}
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" kind="primary" aria-disabled={start.isPending}>
          {start.isPending ? 'Starting' : 'Run sync'}
        </Button>
      </div>
    </form>
  )
}
