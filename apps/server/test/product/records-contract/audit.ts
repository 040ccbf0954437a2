import { expect, test } from 'vitest'
import type { NewAuditRow } from '../../../src/product/records/audit.ts'
import { ACME, type CreateEngine, GLOBEX, open } from './fixture.ts'

function rowOf(more: Partial<NewAuditRow> = {}): NewAuditRow {
  return {
    at: 0,
    actor: { kind: 'person', id: 'ann', name: 'Ann' },
    action: 'member.added',
    subject: { kind: 'person', id: 'bob', name: 'Bob' },
    before: null,
    after: { userName: 'bob', deep: [1, { a: null }] },
    requestId: 'r',
    ...more,
  }
}

const SPACE = { subject: { kind: 'space', id: 's', name: 'Hall' }, after: { name: 'Hall' } } as const

/** What every engine does with the audit log. */
export function describeAudit(create: CreateEngine): void {
  test('rows are numbered within their team and read from either end', async () => {
    const { read, write } = await open(create)
    await write(async (records) => {
      await records.addAudit(ACME, rowOf())
      await records.addAudit(GLOBEX, rowOf())
      await records.addAudit(ACME, rowOf(SPACE))
      await records.addAudit(ACME, rowOf({ actor: { kind: 'scim', id: null, name: 'SCIM' }, requestId: null }))
    })
    const { at: _at, ...given } = rowOf()
    const [first] = await read.auditAfter(ACME, null, 1)
    expect(first).toEqual({ ...given, id: first?.id, at: '1970-01-01T00:00:00.000Z' })
    const names = (rows: readonly { actor: { name: string }; subject: { name: string } }[]) =>
      rows.map(({ actor, subject }) => `${actor.name}/${subject.name}`)
    const newest = await read.auditBefore(ACME, null, 2)
    expect(names(newest)).toEqual(['SCIM/Bob', 'Ann/Hall'])
    expect(names(await read.auditBefore(ACME, String(newest[1]?.id), 5))).toEqual(['Ann/Bob'])
    expect(names(await read.auditAfter(ACME, String(first?.id), 5))).toEqual(['Ann/Hall', 'SCIM/Bob'])
    expect(await read.auditAfter(GLOBEX, null, 5)).toHaveLength(1)
    expect(await read.auditBefore(ACME, 'no id of ours', 5)).toEqual([])
  })

  test('forgetting a person erases their names and what changed about them in this team, and no row', async () => {
    const { read, write } = await open(create)
    await write(async (records) => {
      for (const team of [ACME, GLOBEX]) {
        await records.addAudit(team, rowOf())
        await records.addAudit(team, rowOf(SPACE))
        await records.addAudit(team, rowOf({ actor: { kind: 'person', id: 'bob', name: 'Bob' }, ...SPACE }))
      }
      await records.forgetInAudit(ACME, 'bob')
    })
    expect(await read.auditAfter(ACME, null, 9)).toMatchObject([
      {
        actor: { name: 'Ann' },
        subject: { id: 'bob', name: 'Removed person' },
        before: null,
        after: null,
        requestId: 'r',
      },
      { actor: { name: 'Ann' }, subject: { name: 'Hall' }, after: { name: 'Hall' } },
      { actor: { id: 'bob', name: 'Removed person' }, subject: { name: 'Hall' }, after: { name: 'Hall' } },
    ])
    expect(JSON.stringify(await read.auditAfter(GLOBEX, null, 9))).not.toContain('Removed')
  })
}
