import type { Simulator } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { Field } from '../../components/field.tsx'
import { type FormPart, profileFields } from './sync-form.ts'

/** Who syncs: simulator, profile, scenario. */
export function SimulatorFields({
  form,
  problems,
  change,
  simulators,
}: FormPart & { simulators: readonly Simulator[] }): ReactElement {
  const simulator = simulators.find((each) => each.vendor === form.vendor)
  const profile = simulator?.profiles.find((each) => each.id === form.profile)
  const scenario = profile?.scenarios.find((each) => each.id === form.scenario)
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Simulator" error={problems.vendor}>
        {(control) => (
          <select
            {...control}
            className="control"
            value={form.vendor}
            onChange={(event) => change(profileFields(simulators.find((each) => each.vendor === event.target.value)))}
          >
            {simulators.map((each) => (
              <option key={each.vendor} value={each.vendor}>
                {each.label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Profile">
        {(control) => (
          <select
            {...control}
            className="control"
            value={form.profile}
            onChange={(event) => change(profileFields(simulator, event.target.value, form.scenario))}
          >
            {simulator?.profiles.map((each) => (
              <option key={each.id} value={each.id}>
                {each.label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Scenario" className="sm:col-span-2" {...(scenario ? { help: scenario.summary } : {})}>
        {(control) => (
          <select
            {...control}
            className="control"
            value={form.scenario}
            onChange={(event) => change({ scenario: event.target.value })}
          >
            {profile?.scenarios.map((each) => (
              <option key={each.id} value={each.id}>
                {each.id}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}
