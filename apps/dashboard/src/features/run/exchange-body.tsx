import type { Exchange, HeaderList } from '@scimulator/admin-api'
import { type ReactElement, type ReactNode, useState } from 'react'
import { CopyButton } from '../../components/copy-button.tsx'
import { BodyView } from '../../components/json-view.tsx'
import { bodyNote, cutBody, formatSize, mediaTypeOf } from '../../format/body.ts'
import { plural } from '../../format/text.ts'

/** Request and answer beside each other, below each other where it is narrow. */
export function ExchangeBody({ exchange }: { exchange: Exchange }): ReactElement {
  const { request, response } = exchange
  const number = exchange.index + 1
  return (
    <div className="@container min-w-0">
      <div className="grid min-w-0 divide-line @max-[640px]:divide-y @min-[640px]:grid-cols-2 @min-[640px]:divide-x">
        <Side title="Request" number={number} body={request.body ?? ''} headers={request.headers} empty="No body">
          <span className="font-semibold">{request.method}</span> {request.target}
        </Side>
        {response ? (
          <Side
            title="Response"
            number={number}
            body={response.body}
            headers={response.headers}
            empty={`No body (${response.status})`}
          >
            <span className="font-semibold">{response.status}</span> {response.reasonPhrase}
          </Side>
        ) : (
          <section aria-label={`Response ${number}`} className="min-w-0 p-3">
            <h3 className="text-meta font-semibold text-ink-2">Response</h3>
            <p className="pt-1 text-prose break-words">
              No answer: {(exchange.error ?? 'the connection ended').replace(/\.$/, '')}.
            </p>
          </section>
        )}
      </div>
    </div>
  )
}

interface SideProps {
  title: string
  /** Place of the exchange in its run: a step may hold several. */
  number: number
  headers: HeaderList
  body: string
  empty: string
  children: ReactNode
}

function Side({ title, number, headers, body, empty, children }: SideProps): ReactElement {
  const [raw, setRaw] = useState(false)
  const cut = cutBody(body)
  const text = cut?.text ?? body
  const note = body === '' ? null : bodyNote(body, mediaTypeOf(headers))
  return (
    <section aria-label={`${title} ${number}`} className="flex min-w-0 flex-col">
      <div className="flex h-9 items-center gap-2 pr-2 pl-3">
        <h3 className="flex-1 text-meta font-semibold text-ink-2">{title}</h3>
        {body !== '' && (
          <>
            <span className="text-meta text-ink-3">
              {cut && 'first '}
              {formatSize(text)}
            </span>
            <button
              type="button"
              aria-pressed={raw}
              onClick={() => setRaw(!raw)}
              className="h-6 rounded-chip px-1.5 text-meta text-ink-2 hover:bg-hover aria-pressed:bg-selected aria-pressed:text-ink max-sm:h-9"
            >
              raw
            </button>
            <CopyButton label={`Copy ${title.toLowerCase()} body`} value={() => text} />
          </>
        )}
      </div>
      <p translate="no" className="px-3 pb-1 font-mono text-code break-all">
        {children}
      </p>
      <Headers headers={headers} />
      {body === '' ? (
        <p className="px-3 py-2 text-ink-3">{empty}</p>
      ) : (
        <>
          {note !== null && <p className="px-3 pt-2 text-meta text-ink-2">{note}</p>}
          <BodyView text={text} label={`${title} ${number} body`} raw={raw} />
        </>
      )}
    </section>
  )
}

function Headers({ headers }: { headers: HeaderList }): ReactElement {
  if (headers.length === 0) return <p className="px-3 text-meta text-ink-3">No headers</p>
  return (
    <details className="border-b border-line px-3 pb-2" open={headers.length <= 6}>
      <summary className="w-fit py-1 text-meta text-ink-3">
        {plural(headers.length, 'header')}, in the order sent
      </summary>
      <ul translate="no" className="flex flex-col font-mono text-code">
        {headers.map(([name, value], position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a header may occur twice; the list never moves
          <li key={position} className="pl-4 -indent-4 break-all">
            <span className="text-code-key">{name}</span>
            <span className="text-code-punct">: </span>
            {value}
          </li>
        ))}
      </ul>
    </details>
  )
}
