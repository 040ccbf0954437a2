import type { AuditRow } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { ListTime } from '../../../components/time.tsx'
import { useNarrow } from '../../../components/use-media.ts'
import { cutMiddle, visible } from '../../../format/text.ts'
import { AUDIT_WORDS, VALUE_WORDS } from '../../../team-words.ts'
import { type Change, changesOf, valueWords } from './changes.ts'
import { refusalSentence } from './refusal.ts'

interface RowsProps {
  team: string
  rows: readonly AuditRow[]
}

/** Rows of the audit log as a table, or as cards where there is room for one column. */
export function AuditRows({ team, rows }: RowsProps): ReactElement {
  return useNarrow() ? (
    <ul aria-label="Rows" className="flex flex-col">
      {rows.map((row) => (
        <li key={row.id} className="flex min-h-16 flex-col gap-0.5 border-b border-line py-2">
          <What team={team} row={row} />
          <Subject team={team} row={row} />
          <span className="text-ink-3">
            {visible(row.actor.name)} · <ListTime iso={row.at} />
          </span>
        </li>
      ))}
    </ul>
  ) : (
    <table aria-label="Rows" className="w-full table-fixed border-collapse bg-surface">
      <thead>
        <tr className="h-8 border-b border-line text-left text-meta text-ink-3 [&>th]:px-3 [&>th]:font-normal">
          <th className="w-32">When</th>
          <th className="w-44">Who</th>
          <th>What</th>
          <th className="hidden w-52 @min-[800px]:table-cell">Whom or what</th>
          <th className="hidden w-36 @min-[1000px]:table-cell">Request</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-b border-line align-top hover:bg-hover [&>td]:px-3 [&>td]:py-1.5">
            <td>
              <ListTime iso={row.at} />
            </td>
            <td className="break-words">{visible(row.actor.name)}</td>
            <td>
              <What team={team} row={row} />
              <span className="@min-[800px]:hidden">
                <Subject team={team} row={row} />
              </span>
            </td>
            <td className="hidden @min-[800px]:table-cell">
              <Subject team={team} row={row} />
            </td>
            <td
              className="hidden truncate font-mono text-code text-ink-3 @min-[1000px]:table-cell"
              title={row.requestId ?? undefined}
            >
              {row.requestId === null ? '–' : cutMiddle(row.requestId, 14)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What was done, and each value before and after; of what was refused, why and what it was. */
function What({ team, row }: { team: string; row: AuditRow }): ReactElement {
  const refusal = refusalSentence(row)
  const changes = refusal === null ? changesOf(row) : []
  return (
    <>
      <span className="block font-medium">{AUDIT_WORDS[row.action]}</span>
      {refusal !== null && <span className="block break-words text-ink-2">{shorten(refusal, 160)}</span>}
      {changes.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 text-ink-2">
          {changes.map((change) => (
            <li key={change.name} className="min-w-0 break-words">
              <span className="text-ink-3">{VALUE_WORDS.get(change.name) ?? change.name}:</span>{' '}
              <Values team={team} change={change} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Values({ team, change: { name, before, after } }: { team: string; change: Change }): ReactElement {
  const show = (text: string): ReactNode => {
    if (name === 'personId' || name === 'ownerId') return <PersonLink team={team} person={text} />
    if (name === 'spaceId') return <SpaceLink team={team} space={text} />
    return name === 'expiresAt' ? <ListTime iso={text} /> : shorten(valueWords(name, text))
  }
  if (before === null || before === after) return <>{show(after ?? '')}</>
  return (
    <>
      <span className="sr-only">before </span>
      {show(before)}
      <span aria-hidden> → </span>
      <span className="sr-only">after </span>
      {after === null ? 'none' : show(after)}
    </>
  )
}

function PersonLink({ team, person }: { team: string; person: string }): ReactElement {
  return (
    <Link to="/teams/$team/people/$person" params={{ team, person }} className="text-accent underline" title={person}>
      {cutMiddle(person, 12)}
    </Link>
  )
}

function SpaceLink({ team, space }: { team: string; space: string }): ReactElement {
  return (
    <Link to="/teams/$team/spaces/$space" params={{ team, space }} className="text-accent underline" title={space}>
      {cutMiddle(space, 12)}
    </Link>
  )
}

function shorten(text: string, limit = 80): string {
  return visible(cutMiddle(text, limit))
}

function Subject({ team, row: { subject } }: { team: string; row: AuditRow }): ReactElement {
  const { kind, id, name } = subject
  const look = 'block truncate text-ink hover:underline'
  const text = visible(name)
  if (id === null || kind === 'team') return <span className="block truncate text-ink-2">{text}</span>
  if (kind === 'person') {
    return (
      <Link to="/teams/$team/people/$person" params={{ team, person: id }} className={look}>
        {text}
      </Link>
    )
  }
  if (kind === 'space') {
    return (
      <Link to="/teams/$team/spaces/$space" params={{ team, space: id }} className={look}>
        {text}
      </Link>
    )
  }
  return (
    <Link to="/teams/$team/documents/$document" params={{ team, document: id }} className={look}>
      {text}
    </Link>
  )
}
