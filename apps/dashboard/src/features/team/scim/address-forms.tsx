import type { ScimSettings } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { CopyValue } from '../../../components/copy-value.tsx'
import { CONSOLE_FORMS } from './consoles.ts'

/** The SCIM address in the form each identity provider asks for, with the steps of its console. */
export function AddressForms({ urls, dimmed }: { urls: ScimSettings['urls']; dimmed: boolean }): ReactElement {
  return (
    <section aria-labelledby="scim-url" className="flex flex-col gap-3">
      <h2 id="scim-url" className="text-section font-semibold">
        SCIM API URL
      </h2>
      <p className="text-prose text-ink-2">
        Which part to copy depends on the identity provider.{dimmed && ' It answers once SCIM is on.'}
      </p>
      <ul className="panel divide-y divide-line">
        {CONSOLE_FORMS.map(({ id, label, form, value, steps }) => (
          <li key={id} className="flex flex-col gap-1 px-3 py-2">
            <div className="grid items-center gap-x-4 sm:grid-cols-[9rem_1fr]">
              <span>
                <span className="block font-medium">{label}</span>
                <span className="block text-meta text-ink-3">{form}</span>
              </span>
              <CopyValue label={`Copy the URL for ${label}`} value={value(urls)} />
            </div>
            <details>
              <summary className="text-ink-2 max-sm:py-2">Steps in {label}</summary>
              <ol className="list-decimal py-2 pl-5 text-ink-2">
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </details>
          </li>
        ))}
      </ul>
      {urls.host !== null && (
        <div className="text-ink-2">
          <p>The same team by its own host name, for clients that resolve names under localhost:</p>
          <CopyValue label="Copy the URL by host" value={urls.host} />
        </div>
      )}
    </section>
  )
}
