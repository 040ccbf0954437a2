import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SHOWN_PRESETS } from '../src/faults/presets/presets.ts'
import { type DoorLab, ENTERPRISE, GROUP, type Json, message, openDoors, patchOp, user } from './preset-support.ts'
import type { Answer } from './serve.ts'

let lab: DoorLab

beforeAll(async () => {
  lab = await openDoors()
})
afterAll(() => lab.close())

/** What an answer says of itself. */
const markOf = ({ headers }: Answer): unknown => headers['scimulator-fault']

/** Somebody at the server, and a group with this member alone. */
interface Scene {
  readonly at: string
  readonly userName: string
  readonly id: string
  readonly group: string
}
type Play = (scene: Scene) => Promise<Answer>

const get =
  (path: (scene: Scene) => string): Play =>
  (scene) =>
    lab.ask('GET', path(scene))
const patch =
  (path: (scene: Scene) => string, operation: (scene: Scene) => Json): Play =>
  (scene) =>
    lab.ask('PATCH', path(scene), patchOp(operation(scene)))
const create: Play = () => lab.ask('POST', '/Users', user(lab.name()))
const whoever = get(({ at }) => at)
const everybody = get(() => '/Users?count=1000')
const find = ({ userName }: Scene, query = ''): string =>
  `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}${query}`
const lookUp = get((scene) => find(scene))
const retitle = patch(
  ({ at }) => at,
  () => ({ op: 'replace', path: 'title', value: 'Boss' }),
)
const group = get(({ group: path }) => path)
const ofGroup = (operation: (scene: Scene) => Json): Play => patch(({ group: path }) => path, operation)
const rename = ofGroup(() => ({ op: 'replace', path: 'displayName', value: lab.name() }))
const enlist: Play = ofGroup(({ id }) => ({ op: 'add', path: 'members', value: [{ value: id }] }))
const upperCase: Play = ({ userName }) =>
  lab.ask('GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName.toUpperCase()}"`)}`)
const nobody = get(() => `/Users?filter=${encodeURIComponent('userName eq "nobody@acme.example"')}`)
const deactivate = (value: unknown): Play =>
  patch(
    ({ at }) => at,
    () => ({ op: 'replace', path: 'active', value }),
  )
const again: Play = ({ userName }) => lab.ask('POST', '/Users', user(userName))
const put: Play = ({ at, userName }) => lab.ask('PUT', at, user(userName))
const createAs = (rest: Json): Play => {
  return () => lab.ask('POST', '/Users', user(lab.name(), rest))
}

/** By defect: requests to which it makes a difference, and some to which it makes none. */
const PLAYS: Readonly<Record<string, { readonly met: readonly Play[]; readonly unmet: readonly Play[] }>> = {
  'case-sensitive-username': { met: [upperCase], unmet: [lookUp, nobody, everybody] },
  'no-match-404': { met: [nobody], unmet: [lookUp, everybody] },
  'page-size-totals': { met: [get(() => '/Users?count=1')], unmet: [everybody, lookUp] },
  'filter-ignored': { met: [lookUp], unmet: [everybody, whoever] },
  'inactive-hidden': {
    met: [get(() => `/Users?filter=${encodeURIComponent('active eq false')}`)],
    unmet: [lookUp, nobody, whoever],
  },
  'paging-ignored': {
    met: [get(() => '/Users?count=1'), get(() => '/Users?startIndex=2'), get((scene) => find(scene, '&startIndex=2'))],
    unmet: [
      lookUp,
      get((scene) => find(scene, '&startIndex=1&count=100')),
      whoever,
      get(({ at }) => `${at}?count=1`),
      get(() => '/Schemas?count=1'),
    ],
  },
  'unknown-filter-500': { met: [get(() => '/Users?filter=userName%20~%20%22x%22')], unmet: [lookUp] },
  'string-booleans': {
    met: [deactivate('False'), createAs({ active: 'True' })],
    unmet: [deactivate(false), create, whoever],
  },
  'manager-as-text': { met: [createAs({ [ENTERPRISE]: { manager: { value: 'x' } } })], unmet: [create, whoever] },
  'duplicates-allowed': { met: [again], unmet: [lookUp, create, put] },
  'external-id-dropped': { met: [createAs({ externalId: 'e1' })], unmet: [create, whoever] },
  'deactivation-deletes': { met: [deactivate(false)], unmet: [deactivate(true), retitle, put] },
  'urn-paths-lost': {
    met: [
      patch(
        ({ at }) => at,
        () => ({ op: 'add', path: `${ENTERPRISE}:department`, value: 'Sales' }),
      ),
    ],
    unmet: [retitle],
  },
  'urn-members-lost': { met: [createAs({ [ENTERPRISE]: { department: 'Sales' } })], unmet: [create, put] },
  'no-target-400': {
    met: [
      patch(
        ({ at }) => at,
        () => ({ op: 'replace', path: 'emails[type eq "work"].value', value: 'x@acme.example' }),
      ),
    ],
    unmet: [
      retitle,
      patch(
        ({ at }) => at,
        () => ({ op: 'replace', path: 'emails[type eq "home"].value', value: 'x@acme.example' }),
      ),
    ],
  },
  'remove-empties-group': {
    met: [ofGroup(() => ({ op: 'remove', path: 'members', value: [{ value: 'nobody' }] }))],
    unmet: [rename, enlist, ofGroup(() => ({ op: 'remove', path: 'members' }))],
  },
  'add-replaces-members': { met: [enlist], unmet: [rename, group] },
  'members-hidden': { met: [group], unmet: [lookUp, get(() => '/Groups?attributes=displayName')] },
  'group-writes-lost': {
    met: [rename, enlist],
    unmet: [group, lookUp, retitle, get(() => '/ServiceProviderConfig'), get(() => '/Schemas')],
  },
  'large-groups-refused': {
    met: [ofGroup(() => ({ op: 'add', path: 'members', value: Array.from({ length: 101 }, () => ({ value: 'x' })) }))],
    unmet: [enlist, group],
  },
  'members-kept-twice': {
    met: [enlist],
    unmet: [group, rename, ofGroup(({ id }) => ({ op: 'remove', path: `members[value eq "${id}"]` }))],
  },
  'patch-unsupported': { met: [retitle], unmet: [put, whoever] },
  'empty-success': { met: [create], unmet: [whoever, again, ({ at }) => lab.ask('DELETE', at)] },
  'create-200': { met: [create], unmet: [again, put] },
  'delete-unsupported': { met: [({ at }) => lab.ask('DELETE', at)], unmet: [put] },
  'html-errors': { met: [again], unmet: [create, whoever] },
  'plain-json': { met: [whoever, create], unmet: [({ at }) => lab.ask('DELETE', at)] },
  'conflict-500': { met: [again], unmet: [create, get(() => '/Users/nobody')] },
  'groups-unsupported': { met: [group, rename], unmet: [lookUp, create, get(() => '/?filter=userName%20pr')] },
  'id-changes': { met: [put], unmet: [retitle, create] },
}

async function setUp(): Promise<Scene> {
  const emails = [{ type: 'home', value: 'home@acme.example' }]
  const { path: at, userName, id } = await lab.person({ emails })
  return { at, userName, id, group: await lab.group([id]) }
}

describe('an answer names the defects that made a difference to its request', () => {
  test('every defect has requests that meet it and requests that do not', () => {
    expect(Object.keys(PLAYS).sort()).toEqual(SHOWN_PRESETS.map(({ id }) => id).sort())
  })

  test.each(Object.entries(PLAYS))('%s', async (preset, { met, unmet }) => {
    await lab.person({ active: false })
    for (const [plays, mark] of [
      [met, preset],
      [unmet, undefined],
    ] as const) {
      for (const [at, play] of plays.entries()) {
        const scene = await setUp()
        await lab.give(preset)
        const answer = await play(scene)
        expect(markOf(answer), `${mark === undefined ? 'unmet' : 'met'} ${at}: ${answer.status}`).toBe(mark)
      }
    }
  })

  test('of several defects those alone that were met, in the order they were given', async () => {
    const scene = await setUp()
    await lab.give('no-match-404', 'members-hidden', 'plain-json')
    expect(markOf(await nobody(scene))).toBe('no-match-404,plain-json')
    expect(markOf(await group(scene))).toBe('members-hidden,plain-json')
  })

  test('what a defect has kept is told by the answer that shows it', async () => {
    const scene = await setUp()
    await lab.give('members-kept-twice', 'duplicates-allowed')
    expect(markOf(await enlist(scene))).toBe('members-kept-twice')
    expect(markOf(await group(scene))).toBe('members-kept-twice')
    expect(markOf(await again(scene))).toBe('duplicates-allowed')
    expect(markOf(await lookUp(scene))).toBe('duplicates-allowed')
  })

  test('a defect keeps what it remembers while another is switched on', async () => {
    const scene = await setUp()
    await lab.give('members-kept-twice')
    await enlist(scene)
    await lab.give('plain-json', 'members-kept-twice')
    expect(await lab.membersAt(scene.group)).toHaveLength(2)
    await lab.give('plain-json')
    await lab.give('members-kept-twice')
    expect(await lab.membersAt(scene.group)).toHaveLength(1)
  })

  test('a search and a bulk request say it as the requests they stand for', async () => {
    const { at, userName, group: path } = await setUp()
    await lab.give('filter-ignored', 'patch-unsupported', 'group-writes-lost')
    const filter = `userName eq "${userName}"`
    expect(markOf(await lab.search('/Users/.search', { filter, count: 1 }))).toBe('filter-ignored')
    expect(markOf(await lab.search('/Users/.search', { count: 1 }))).toBeUndefined()
    const bulk = async (Operations: Json[]): Promise<unknown> =>
      markOf(await lab.ask('POST', '/Bulk', message('BulkRequest', { Operations })))
    const made = { method: 'POST', path: '/Users', bulkId: 'a', data: user(lab.name()) }
    const again = { ...made, bulkId: 'b' }
    const whole = { method: 'PUT', path, data: { schemas: [GROUP], displayName: lab.name() } }
    expect(await bulk([made, again, whole, { method: 'DELETE', path: '/Users/nobody' }])).toBeUndefined()
    const data = patchOp({ op: 'replace', path: 'title', value: 'x' })
    expect(await bulk([{ method: 'PATCH', path: at, data }])).toBe('patch-unsupported')
  })

  test('whoever is turned away meets no defect', async () => {
    const { group: path } = await setUp()
    await lab.give('group-writes-lost', 'filter-ignored', 'paging-ignored')
    const body = patchOp({ op: 'replace', path: 'displayName', value: 'x' })
    const answers = [
      await lab.askAsStranger('PATCH', path, body),
      await lab.askAsStranger('GET', '/Users?count=1&filter=userName%20pr'),
    ]
    expect(answers.map((answer) => [answer.status, markOf(answer)])).toEqual([
      [401, undefined],
      [401, undefined],
    ])
  })
})
