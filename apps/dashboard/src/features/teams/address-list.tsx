import type { Team } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { CopyButton } from '../../components/copy-button.tsx'
import { addressesOf } from './addresses.ts'

/** Addresses of a team, each to copy. */
export function AddressList({ team }: { team: Team }): ReactElement {
  return (
    <dl className="flex flex-col gap-3">
      {addressesOf(team).map((address) => (
        <div key={address.id} className="grid gap-x-4 sm:grid-cols-[10rem_1fr]">
          <dt className="font-medium">{address.label}</dt>
          <dd className="min-w-0">
            <span className="flex items-center gap-1">
              <code className="min-w-0 font-mono text-code break-all">{address.value}</code>
              <CopyButton label={`Copy ${address.label.toLowerCase()}`} value={() => address.value} />
            </span>
            <span className="block text-meta text-ink-3">{address.note}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
