import type { SignOn } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { ListTime } from '../../../components/time.tsx'
import { visible } from '../../../format/text.ts'

/** The last sign-ins that were refused, each with its reason. */
export function Refusals({ refusals }: { refusals: SignOn['refusals'] }): ReactElement {
  return (
    <section aria-labelledby="refusals" className="flex flex-col gap-2">
      <h2 id="refusals" className="text-section font-semibold">
        Refused sign-ins
      </h2>
      {refusals.length === 0 ? (
        <p className="text-prose text-ink-2">No sign-in was refused lately.</p>
      ) : (
        <ul className="panel divide-y divide-line">
          {refusals.map(({ at, reference, reason }) => (
            <li key={reference} className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2">
              <span className="min-w-0 flex-1 basis-60 break-words">{visible(reason)}</span>
              <span className="font-mono text-code text-ink-3" title="Reference on the page that the person saw">
                {reference}
              </span>
              <span className="w-24 text-right text-ink-2">
                <ListTime iso={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
