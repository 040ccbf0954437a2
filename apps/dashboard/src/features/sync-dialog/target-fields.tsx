import type { Team } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { Field } from '../../components/field.tsx'
import type { FormPart } from './sync-form.ts'

/** Where the run goes: a team of this server, or somebody's own SCIM server with its token. */
export function TargetFields({ form, problems, change, teams }: FormPart & { teams: readonly Team[] }): ReactElement {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-1 font-medium">Target</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        <Choice label="A team of this server" value="team" form={form} change={change} problems={problems} />
        <Choice label="Another SCIM server" value="url" form={form} change={change} problems={problems} />
      </div>
      {form.where === 'team' ? (
        <TeamField form={form} problems={problems} change={change} teams={teams} />
      ) : (
        <AddressFields form={form} problems={problems} change={change} />
      )}
    </fieldset>
  )
}

function Choice({ label, value, form, change }: FormPart & { label: string; value: 'team' | 'url' }): ReactElement {
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input
        type="radio"
        name="where"
        className="size-4 accent-accent"
        checked={form.where === value}
        onChange={() => change({ where: value, token: '' })}
      />
      {label}
    </label>
  )
}

function TeamField({ form, problems, change, teams }: FormPart & { teams: readonly Team[] }): ReactElement {
  return (
    <Field label="Team" error={problems.team} help="The server fills in its address and its token.">
      {(control) => (
        <select
          {...control}
          className="control"
          value={form.team}
          onChange={(event) => change({ team: event.target.value })}
        >
          {teams.map((team) => (
            <option key={team.name} value={team.name}>
              {team.displayName}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function AddressFields({ form, problems, change }: FormPart): ReactElement {
  return (
    <>
      <Field
        label="SCIM address"
        error={problems.target}
        help="As the vendor's admin types it, for example http://localhost:3000/scim/v2"
      >
        {(control) => (
          <input
            {...control}
            className="control font-mono"
            value={form.target}
            maxLength={2000}
            spellCheck={false}
            autoCapitalize="off"
            inputMode="url"
            onChange={(event) => change({ target: event.target.value })}
          />
        )}
      </Field>
      <Field label="Token" error={problems.token} help="Sent with this run only. It is not stored.">
        {(control) => (
          <input
            {...control}
            type="password"
            className="control font-mono"
            value={form.token}
            maxLength={4000}
            autoComplete="off"
            data-1p-ignore
            data-lpignore="true"
            onChange={(event) => change({ token: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
