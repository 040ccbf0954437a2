import type { SignOn } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { CopyValue } from '../../../components/copy-value.tsx'

const VALUES: readonly { name: keyof SignOn['serviceProvider']; label: string; also: string }[] = [
  { name: 'entityId', label: 'Entity id', also: 'Also called audience URI or identifier.' },
  { name: 'acsUrl', label: 'Reply address', also: 'Also called ACS URL or single sign-on URL.' },
  { name: 'metadataUrl', label: 'Metadata', also: 'Both of the above in one file.' },
  { name: 'signInUrl', label: 'Sign-in address', also: 'Where people of the team begin.' },
]

/** What the identity provider's admin types in. */
export function ServiceProviderValues({ values }: { values: SignOn['serviceProvider'] }): ReactElement {
  return (
    <section aria-labelledby="service-provider" className="flex flex-col gap-2">
      <h2 id="service-provider" className="text-section font-semibold">
        Values for the identity provider
      </h2>
      <dl className="panel divide-y divide-line">
        {VALUES.map(({ name, label, also }) => (
          <div key={name} className="grid items-center gap-x-4 px-4 py-2 sm:grid-cols-[12rem_1fr]">
            <dt>
              <span className="block font-medium">{label}</span>
              <span className="block text-meta text-ink-3">{also}</span>
            </dt>
            <dd className="min-w-0">
              <CopyValue label={`Copy ${label.toLowerCase()}`} value={values[name]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
