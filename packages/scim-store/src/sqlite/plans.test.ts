import { GROUP, parseFilter, resolveFilter, USER } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTypeRegistry } from '../type-registry.ts'
import type { Collection } from './candidates.ts'
import { type Connection, openConnection } from './connection.ts'
import { ADD, REMOVE } from './membership-writer.ts'
import { migrate } from './migrations.ts'
import { createNames } from './names.ts'
import { pageToSql } from './query.ts'
import type { SqlValue } from './sql.ts'
import { createStorageTypes, type StorageTypes } from './storage-types.ts'

/** Filters, each with what its plan must name. */
const USER_PLANS: readonly (readonly [string, string])[] = [
  ['id eq "x"', 'resource_id (tenant=? AND id=?)'],
  ['userName eq "x"', 'resource_user_name (tenant=? AND type=? AND user_name=?)'],
  ['userName sw "x"', 'resource_user_name (tenant=? AND type=? AND user_name>? AND user_name<?)'],
  ['displayName eq "x"', 'resource_display_name (tenant=? AND type=? AND display_name=?)'],
  ['externalId eq "x"', 'resource_external_id (tenant=? AND type=? AND external_id=?)'],
  ['emails.value eq "x"', 'resource_key USING PRIMARY KEY (tenant=? AND type=? AND path=? AND value=?)'],
  [
    'emails[type eq "work" and value eq "x"]',
    'resource_key USING PRIMARY KEY (tenant=? AND type=? AND path=? AND value=?)',
  ],
  ['meta.lastModified gt "2026-01-01T00:00:00Z"', 'resource_last_modified (tenant=? AND type=? AND last_modified>?)'],
  ['active eq false', 'resource_inactive (tenant=? AND type=?)'],
  ['groups.value eq "x"', 'membership USING PRIMARY KEY (group_pk=?)'],
  ['title eq "x" and userName eq "x"', 'resource_user_name (tenant=? AND type=? AND user_name=?)'],
  ['userName sw "x" and externalId eq "x"', 'resource_external_id (tenant=? AND type=? AND external_id=?)'],
  ['userName eq "x" or emails.value eq "y"', 'MERGE (UNION)'],
]

describe('query plans', () => {
  let connection: Connection
  let types: StorageTypes

  beforeAll(() => {
    connection = openConnection({ file: ':memory:', readonly: false, mmapBytes: 0 })
    migrate(connection)
    types = createStorageTypes(createTypeRegistry([USER, GROUP]), createNames(connection))
  })
  afterAll(() => connection.close())

  function plan(text: string, values: readonly SqlValue[]): string {
    const rows = connection.prepare<{ detail: string }>(`explain query plan ${text}`).all(...values)
    return rows.map(({ detail }) => detail).join('\n')
  }

  function planOf(typeName: 'User' | 'Group', filter: string | undefined, sortBy?: string): string {
    const type = types.named(typeName)
    const collection: Collection = { tenant: 1, type }
    const [first] = pageToSql(collection, {
      resourceType: typeName,
      startIndex: 1,
      count: 100,
      ...(filter === undefined ? {} : { filter: resolveFilter(parseFilter(filter), type.definition) }),
      ...(sortBy === undefined ? {} : { sortBy }),
    }).rows
    return plan(`select r.pk ${first?.text}`, first?.values ?? [])
  }

  it.each(USER_PLANS)('finds rows by an index and walks no tenant [%s]', (filter, index) => {
    const used = planOf('User', filter)
    expect(used).toContain(index)
    expect(used).toContain('SEARCH r USING INTEGER PRIMARY KEY (rowid=?)')
    expect(used).not.toMatch(/resource_type|SCAN (r|resource|resource_key|membership|u|m)\b/)
  })

  it('finds groups by a member through the reverse index', () => {
    const used = planOf('Group', 'members.value eq "x"')
    expect(used).toMatch(/SEARCH u USING COVERING INDEX resource_id/)
    expect(used).toMatch(/SEARCH m USING (COVERING )?INDEX membership_member \(member_pk=\?\)/)
  })

  it('tests only the rows of the tenant and type where no index serves', () => {
    expect(planOf('User', 'title eq "x"')).toContain('SEARCH r USING INDEX resource_type (tenant=? AND type=?)')
  })

  it('reads pages in the default order and by indexed attributes without sorting', () => {
    for (const sortBy of [undefined, 'userName', 'displayName', 'meta.lastModified']) {
      expect(planOf('User', undefined, sortBy)).not.toContain('TEMP B-TREE')
    }
  })

  it.each<[string | undefined, 'ascending' | 'descending', string]>([
    [undefined, 'ascending', 'resource_type (tenant=? AND type=? AND rowid>?)'],
    ['userName', 'ascending', 'resource_user_name (tenant=? AND type=? AND user_name>?)'],
    ['userName', 'descending', 'resource_user_name (tenant=? AND type=? AND user_name<?)'],
    ['meta.lastModified', 'ascending', 'resource_last_modified (tenant=? AND type=? AND last_modified>?)'],
  ])('goes on from a position without walking what lies before it [%s %s]', (sortBy, sortOrder, index) => {
    const after = { key: sortBy === undefined ? null : 'x', row: 7 }
    const sort = sortBy === undefined ? {} : { sortBy, sortOrder }
    const query = { resourceType: 'User', startIndex: 1, count: 100, after, ...sort }
    const [first, ...others] = pageToSql({ tenant: 1, type: types.named('User') }, query).rows
    expect(plan(`select r.pk ${first?.text}`, first?.values ?? [])).toContain(index)
    for (const { text, values } of others) expect(plan(`select r.pk ${text}`, values)).toMatch(/=\? AND type=\?/)
  })

  it('adds and removes members by index, whatever the size of the group', () => {
    const added = plan(ADD, [1, '["x"]', 1])
    const removed = plan(REMOVE, [1, '["x"]', 1])
    for (const used of [added, removed]) {
      expect(used).toMatch(
        /SCAN j VIRTUAL TABLE[\s\S]*SEARCH u USING COVERING INDEX resource_id \(tenant=\? AND id=\?\)/,
      )
      expect(used).not.toMatch(/SCAN (u|resource|membership)\b/)
    }
    expect(removed).toMatch(/SEARCH membership USING .*\((group_pk=\? AND member_pk=\?|member_pk=\? AND group_pk=\?)\)/)
  })
})
