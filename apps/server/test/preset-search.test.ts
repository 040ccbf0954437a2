import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DoorLab, ENTERPRISE, type Json, json, openDoors, patchOp } from './preset-support.ts'

let lab: DoorLab

beforeAll(async () => {
  lab = await openDoors()
})
afterAll(() => lab.close())

/** A defect meets a search by POST as it meets the look-up it stands for. */
describe.each(['/Users/.search', '/Users/.search/', '/.search'])('a search by POST to %s', (path) => {
  test('case-sensitive-username: finds nobody in another letter case', async () => {
    const { userName } = await lab.person()
    await lab.give('case-sensitive-username')
    const found = async (name: string): Promise<unknown> =>
      json(await lab.search(path, { filter: `userName eq "${name}"` })).totalResults
    expect([await found(userName), await found(userName.toUpperCase())]).toEqual([1, 0])
  })

  test('no-match-404: finding nobody is 404', async () => {
    await lab.give('no-match-404')
    expect((await lab.search(path, { filter: 'userName eq "nobody@acme.example"' })).status).toBe(404)
  })

  test('page-size-totals: the total is that of the page', async () => {
    await lab.person()
    await lab.person()
    await lab.give('page-size-totals')
    expect(json(await lab.search(path, { count: 1 }))).toMatchObject({ totalResults: 1, itemsPerPage: 1 })
  })

  test('filter-ignored: lists everybody', async () => {
    await lab.person()
    await lab.give('filter-ignored')
    const { totalResults } = json(await lab.search(path, { filter: 'userName eq "nobody@acme.example"', count: 1 }))
    expect(Number(totalResults)).toBeGreaterThan(1)
  })

  test('inactive-hidden: whoever is inactive is not found', async () => {
    const { userName } = await lab.person({ active: false })
    await lab.give('inactive-hidden')
    expect(json(await lab.search(path, { filter: `userName eq "${userName}"` }))).toMatchObject({ totalResults: 0 })
  })

  test('paging-ignored: always the first page, whatever is asked for', async () => {
    await lab.person()
    await lab.give('paging-ignored')
    const { Resources } = json(await lab.search(path, { STARTINDEX: 2, count: 1 }))
    const { Resources: first } = json(await lab.search(path, { startIndex: 1, count: 20 }))
    expect(Resources).toEqual(first)
  })

  test('unknown-filter-500, html-errors: what cannot be understood is the same error', async () => {
    await lab.give('unknown-filter-500')
    expect((await lab.search(path, { filter: 'userName ~ "x"' })).status).toBe(500)
    await lab.give('html-errors')
    expect((await lab.search(path, { filter: 'userName ~ "x"' })).headers['content-type']).toContain('text/html')
  })

  test('string-booleans, manager-as-text, external-id-dropped: what is shown is shown so here too', async () => {
    const boss = await lab.person()
    const { userName, path: at } = await lab.person({ externalId: 'e1', [ENTERPRISE]: { manager: { value: boss.id } } })
    await lab.give('string-booleans', 'manager-as-text', 'external-id-dropped')
    await lab.ask('PATCH', at, patchOp({ op: 'replace', path: 'active', value: 'False' }))
    const { Resources } = json(await lab.search(path, { filter: `userName eq "${userName}"` }))
    const [shown] = Resources as Json[]
    expect(shown).toMatchObject({ active: 'False', [ENTERPRISE]: { manager: boss.id } })
    expect(shown).not.toHaveProperty('externalId')
  })

  test('what it asks for besides, and a message that is none, go in as they came', async () => {
    const { userName } = await lab.person()
    await lab.give('filter-ignored')
    const { Resources } = json(
      await lab.search(path, { filter: `userName eq "${userName}"`, attributes: ['userName'], count: 1 }),
    )
    expect(Object.keys((Resources as Json[])[0] ?? {}).sort()).toEqual(['id', 'schemas', 'userName'])
    expect((await lab.ask('POST', path, { filter: 5 })).status).toBe(400)
  })
})

describe('a search for groups', () => {
  test.each(['/Groups/.search', '/.search'])('members-hidden, groups-unsupported at %s', async (path) => {
    const { id } = await lab.person()
    await lab.group([id])
    const count = async (): Promise<number> => {
      const { Resources = [] } = json(await lab.search(path, { filter: 'members.value pr', count: 200 }))
      return (Resources as Json[]).filter(({ members }) => members !== undefined).length
    }
    expect(await count()).toBeGreaterThan(0)
    await lab.give('members-hidden')
    expect(await count()).toBe(0)
    await lab.give('groups-unsupported')
    expect(await count()).toBe(0)
  })
})
