import type { Expected } from '@scimulator/admin-api'
import { type ReactElement, type ReactNode, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Status } from '../../components/status.tsx'
import { formatCount, plural, visible } from '../../format/text.ts'

const FIRST_ROWS = 200

/** What the target should hold after the run by the vendor's own rules, to compare with what it answers. */
export function ExpectedView({ expected }: { expected: Expected }): ReactElement {
  return (
    <section aria-label="Expected" className="flex flex-col gap-4">
      <p className="text-prose">
        After this run the target should hold these {plural(expected.users.length, 'person', 'people')} and{' '}
        {plural(expected.groups.length, 'group')}, by the vendor's own rules. Compare them with what your server answers
        to <code className="font-mono text-code">GET /Users</code> and{' '}
        <code className="font-mono text-code">GET /Groups</code>.
      </p>
      <Rows title="Groups" count={expected.groups.length}>
        {(most) => expected.groups.slice(0, most).map((group) => <GroupRow key={group.displayName} group={group} />)}
      </Rows>
      <Rows title="People" count={expected.users.length}>
        {(most) =>
          expected.users.slice(0, most).map((user) => (
            <Row key={user.userName} name={user.userName}>
              {user.active ? <Status tone="pass" word="active" /> : <Status tone="skip" word="inactive" />}
            </Row>
          ))
        }
      </Rows>
    </section>
  )
}

function Rows({
  title,
  count,
  children,
}: {
  title: string
  count: number
  children: (most: number) => ReactNode
}): ReactElement {
  const [most, setMost] = useState(FIRST_ROWS)
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-section font-semibold">
        {title} <span className="font-normal text-ink-3 tabular-nums">{formatCount(count)}</span>
      </h2>
      <ul className="panel divide-y divide-line">{children(most)}</ul>
      {most < count && (
        <div>
          <Button onClick={() => setMost(count)}>Show all {formatCount(count)}</Button>
        </div>
      )}
    </section>
  )
}

function GroupRow({ group }: { group: Expected['groups'][number] }): ReactElement {
  return (
    <li className="px-3 py-1">
      <details>
        <summary className="min-h-6 break-words">
          <bdi>{visible(group.displayName)}</bdi>{' '}
          <span className="text-ink-2 tabular-nums">{plural(group.members.length, 'member')}</span>
        </summary>
        <ul className="grid gap-x-6 py-1 pl-4 text-ink-2 @min-[600px]:grid-cols-2 @min-[1000px]:grid-cols-3">
          {group.members.map((member) => (
            <li key={member} className="break-words">
              <bdi>{visible(member)}</bdi>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <li className="flex min-h-8 items-center justify-between gap-3 px-3 py-1">
      <bdi className="min-w-0 break-words">{visible(name)}</bdi>
      {children}
    </li>
  )
}
