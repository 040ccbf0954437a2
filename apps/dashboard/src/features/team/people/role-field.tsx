import type { Role } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { Field } from '../../../components/field.tsx'
import { ROLE_NOTES } from '../../../team-words.ts'

/** A role to choose, with what it may do. */
export function RoleField({
  value,
  roles,
  onChange,
}: {
  value: Role
  roles: readonly Role[]
  onChange: (role: Role) => void
}): ReactElement {
  return (
    <Field label="Role" help={ROLE_NOTES[value]}>
      {(control) => (
        <select
          {...control}
          className="control"
          value={value}
          onChange={(event) => {
            const next = roles.find((role) => role === event.target.value)
            if (next) onChange(next)
          }}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
