import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, it } from 'vitest'
import { findingTexts } from '../src/findings/catalogue.ts'
import { act } from './act.ts'
import { type Alter, body, instead } from './alter.ts'
import { aContext, profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { error, Responder } from './responder.ts'

/** Findings of a scenario against a server with one defect. */
function findingsOf(alter: Alter, profile: keyof typeof profiles = 'template', people = 12): string[] {
  const lifecycle = profiles[profile].scenarios[0]
  const responder = new Responder(alter)
  const played = lifecycle && play(lifecycle.play(aContext(aDirectory(people, 3))), responder.respond)
  return [...new Set(played?.findings.map(({ id }) => id))]
}

const without = (key: string) => (object: JsonObject) => ({ ...object, [key]: undefined })
const first = (list: JsonObject) => (Array.isArray(list.Resources) ? list.Resources[0] : undefined)
const empty = { totalResults: 0, Resources: [] }

/** A server that goes on with the profile it was given first, whatever is pushed; `active` is taken. */
function keepsProfiles(): Alter {
  const kept = new Map<string, JsonObject>()
  return ({ path }, answer) => {
    const user = 'status' in answer && path.startsWith('/Users') && isJsonObject(answer.body) ? answer.body : {}
    if (typeof user.id !== 'string') return answer
    const first = kept.get(user.id) ?? user
    kept.set(user.id, first)
    return { ...answer, body: { ...first, active: user.active } }
  }
}

const defects: readonly (readonly [string, Alter, (keyof typeof profiles)?])[] = [
  ['credentials-refused', instead(/user-create/, error(401, 'no'))],
  ['credentials-refused', instead(/connection-test/, error(403, 'no'))],
  ['redirected', instead(/user-create/, { status: 302, headers: { Location: '/login' } })],
  ['base-url-wrong', instead(/connection-test/, error(404, 'no such path'))],
  ['list-refused', instead(/connection-test/, error(400, 'no'))],
  ['no-answer', instead(/user-create/, { silence: 'Read timed out' })],
  ['rate-limit-exhausted', instead(/user-create/, error(429, 'slow down'))],
  ['answer-not-json', instead(/user-create/, { status: 201, text: '<html>' })],
  ['error-not-scim', instead(/user-create/, { status: 500, text: 'Unsupported' })],
  ['list-refused', instead(/import-users/, error(500, 'no'))],
  ['list-without-resources', body(/connection-test/, without('Resources'))],
  ['list-numbers-as-text', body(/user-check/, (list) => ({ ...list, startIndex: '1' }))],
  ['list-schema-missing', body(/import-users/, without('schemas'))],
  ['lookup-refused:userName eq', instead(/user-check/, error(400, 'no filters'))],
  ['lookup-404:userName eq', instead(/^user-check$/, error(404, 'nobody'))],
  [
    'filter-ignored:userName eq',
    body(/user-check/, (list) => ({ ...list, totalResults: 1, Resources: [{ id: 'x', userName: 'z' }] })),
  ],
  [
    'lookup-several:userName eq',
    body(/user-check-again/, (list) => ({ ...list, Resources: [first(list), first(list)] })),
  ],
  ['resource-without-id', body(/user-create/, without('id'))],
  ['id-changed', body(/user-replace/, (user) => ({ ...user, id: 'other' }))],
  ['create-conflict', instead(/user-create/, error(409, 'taken'))],
  ['create-refused', instead(/user-create/, error(400, 'groups'))],
  ['create-empty', instead(/user-create/, { status: 201 })],
  [
    'create-status',
    (request, answer) => (/create/.test(request.shape) && 'status' in answer ? { ...answer, status: 200 } : answer),
  ],
  ['user-not-readable', instead(/user-read/, error(404, 'gone'))],
  ['user-not-a-user', body(/user-read/, (user) => ({ Resources: [user], totalResults: 1 }))],
  ['replace-refused', instead(/user-replace/, error(400, 'meta'))],
  ['replace-without-body', instead(/user-replace/, { status: 204 })],
  ['active-refused', instead(/user-deactivate/, error(501, 'no PATCH'))],
  ['active-refused', instead(/user-replace-deactivated/, error(400, 'no')), 'aiw'],
  ['active-not-honoured', body(/user-deactivate/, (user) => ({ ...user, active: true }))],
  ['active-not-honoured', body(/user-deactivate/, (user) => ({ ...user, active: 'false' }))],
  ['inactive-user-not-found', body(/user-check-again/, (list) => ({ ...list, ...empty }))],
  ['account-not-found', body(/user-check-again/, (list) => ({ ...list, ...empty }))],
  [
    'attribute-not-kept:userName',
    body(/user-create/, (user) => ({ ...user, userName: String(user.userName).toUpperCase() })),
  ],
  ['attribute-not-kept:emails.^[primary==true].value', body(/user-create/, without('emails'))],
  ['optional-attribute-not-kept:title', body(/user-create/, without('title'))],
  ['profile-kept', keepsProfiles()],
  ['profile-kept', keepsProfiles(), 'aiw'],
  ['optional-attribute-not-kept:externalId', body(/user-create/, without('externalId'))],
  ['password-refused', instead(/^user-password$/, error(400, 'no'))],
  ['password-refused', instead(/^user-replace-password$/, error(400, 'no')), 'aiw'],
  ['profile-patch-refused', instead(/^user-patch$/, error(400, 'no')), 'oin-wizard-patch'],
  ['name-conflict', instead(/^user-patch-username$/, error(409, 'taken')), 'oin-wizard-patch'],
  ['discovery-refused', instead(/^schemas$/, error(404, 'no')), 'oin-wizard'],
  ['password-returned', body(/user-create/, (user) => ({ ...user, password: 'x' }))],
  ['group-conflict', instead(/group-create/, error(409, 'taken'))],
  ['name-conflict', instead(/^group-rename$/, error(409, 'taken'))],
  ['name-conflict', instead(/^group-replace-renamed$/, error(409, 'taken')), 'aiw'],
  ['name-conflict', instead(/^user-replace-username$/, error(409, 'taken'))],
  ['name-conflict', renamedOnce(/^group-rename$/)],
  ['name-conflict', renamedOnce(/^group-replace-renamed$/), 'aiw'],
  ['name-conflict', renamedOnce(/^user-replace-username$/)],
  ['details-refused', instead(/^group-details$/, error(409, 'clashes with itself'))],
  ['members-refused', instead(/^group-replace$/, error(409, 'clashes with itself')), 'aiw'],
  ['create-refused', instead(/user-create/, error(403, 'no seat is left'))],
  ['group-not-deleted', undeleted(/import-groups/)],
  ['group-not-deleted', undeleted(/group-lookup/)],
  ['group-refused', instead(/group-create/, error(400, 'members'))],
  ['details-refused', instead(/group-details/, error(400, 'id is read-only'))],
  ['members-refused', instead(/group-members/, error(400, 'no'))],
  ['members-refused', instead(/group-replace/, error(400, 'no')), 'aiw'],
  ['group-not-readable', instead(/group-read/, error(404, 'gone'))],
  ['group-name-not-kept', body(/group-rename/, (group) => ({ ...group, displayName: 'Old' }))],
  ['members-not-kept', body(/group-members-remove/, (group) => ({ ...group, members: [{ value: 'x' }] }))],
  ['members-not-kept', body(/import-groups/, (list) => ({ ...list, Resources: strip(list) }))],
  ['members-not-shown', body(/import-groups/, (list) => ({ ...list, Resources: strip(list, {}) }))],
  ['members-duplicated', body(/group-members-add/, (group) => ({ ...group, members: twice(group.members) }))],
  ['group-delete-refused', instead(/group-delete/, error(405, 'no'))],
  ['pages-empty', body(/import-groups/, (list) => ({ ...list, totalResults: 900, Resources: [] }))],
  ['user-missing-from-import', body(/import-users/, (list) => ({ ...list, ...empty }))],
  ['group-missing-from-import', body(/import-groups/, (list) => ({ ...list, ...empty }))],
]

/** A name is not freed: the way back from a rename meets 409. */
function renamedOnce(shape: RegExp): Alter {
  let renames = 0
  return (request, answer) => (shape.test(request.shape) && renames++ > 0 ? error(409, 'taken') : answer)
}

/** Deleted groups come back in lists. */
function undeleted(shape: RegExp): Alter {
  const groups: JsonObject[] = []
  let last: JsonObject | undefined
  return (request, answer) => {
    if (!('status' in answer)) return answer
    if (request.shape === 'group-push-now' && isJsonObject(answer.body)) last = answer.body
    if (request.method === 'DELETE' && last) groups.push(last)
    if (!shape.test(request.shape) || !isJsonObject(answer.body)) return answer
    const filter = new URLSearchParams(request.path.split('?')[1]).get('filter')
    const shown = groups.filter(({ displayName }) => filter === null || filter.includes(JSON.stringify(displayName)))
    const { Resources } = answer.body
    const all = [...(Array.isArray(Resources) ? Resources : []), ...shown]
    return { ...answer, body: { ...answer.body, totalResults: all.length, Resources: all } }
  }
}

/** The groups of a list, with other members or none at all. */
function strip(list: JsonObject, instead: JsonObject = { members: [] }): JsonObject[] {
  const resources = Array.isArray(list.Resources) ? list.Resources.filter(isJsonObject) : []
  return resources.map(({ members: _members, ...group }) => ({ ...group, ...instead }))
}

function twice(members: JsonObject[string]): JsonObject[string] {
  return Array.isArray(members) ? [...members, ...members] : members
}

describe('findings', () => {
  it.each(defects.map(([id, alter, profile = 'template']) => ({ id, alter, profile })))(
    'reports $id [$profile]',
    ({ id, alter, profile }) => {
      expect(findingsOf(alter, profile)).toContain(id)
    },
  )

  it('reports a page that stops short of count although more follow', () => {
    const short = body(/import-users/, (list) => ({
      ...list,
      Resources: (Array.isArray(list.Resources) ? list.Resources : []).slice(0, 50),
    }))
    expect(findingsOf(short, 'template', 130)).toContain('page-too-short')
  })

  it('reports a totalResults that counts one page, and users on two pages', () => {
    expect(findingsOf(body(/import-users/, pageAsTotal), 'template', 130)).toContain('total-is-page-size')
    const everything: Alter = (request, answer) =>
      request.path.startsWith('/Users?startIndex=101') && 'status' in answer && isJsonObject(answer.body)
        ? { ...answer, body: { ...answer.body, Resources: [{ id: 'id-1', userName: 'person.0@Example.com' }] } }
        : answer
    expect(findingsOf(everything, 'template', 130)).toContain('pages-overlap')
  })

  it('reports a group the import lists and the look-up misses', () => {
    const responder = new Responder(body(/group-lookup/, (list) => ({ ...list, ...empty })))
    const play2 = () => {
      const lifecycle = profiles.template.scenarios[0]
      return lifecycle
        ? play(lifecycle.play(aContext(aDirectory(12, 3))), responder.respond).findings.map(({ id }) => id)
        : []
    }
    play2()
    expect(play2()).toEqual(expect.arrayContaining(['group-not-found', 'group-conflict']))
  })

  it('a target that keeps its profiles has that one finding, and no error', () => {
    const findings = findingsOf(keepsProfiles())
    expect(findings.filter((id) => id.includes('not-kept'))).toEqual([])
  })

  it('an attribute that is lost is no policy: others are applied', () => {
    const titleLost = body(/user-(create|read|replace)/, without('title'))
    expect(findingsOf(titleLost)).toEqual(expect.arrayContaining(['optional-attribute-not-kept:title']))
    expect(findingsOf(titleLost)).not.toContain('profile-kept')
  })

  it('lays a 403 from the first request on to the configuration, one after others to what was asked', () => {
    const [person] = aDirectory(1, 0).people
    if (!person) throw new Error('nobody')
    const assigned = (refused: RegExp) => {
      const responder = new Responder(instead(refused, error(403, 'SCIM is switched off')))
      return play(act(profiles.template, 'assign', aContext(aDirectory(1, 0)), { person }), responder.respond).findings
    }
    expect(assigned(/./)).toMatchObject([{ id: 'access-refused', whose: 'configuration' }])
    expect(assigned(/user-create/)).toMatchObject([{ id: 'create-refused', whose: 'server' }])
  })

  it('has a test for every finding of the catalogue', () => {
    const elsewhere = [
      'access-refused',
      'resource-gone',
      'group-name-taken',
      'user-name-taken',
      'page-too-short',
      'total-is-page-size',
      'pages-overlap',
      'pages-without-end',
      'group-not-found',
      'mapping-without-value',
    ]
    const tested = new Set([...defects.map(([id]) => id.split(':')[0]), ...elsewhere])
    expect(Object.keys(findingTexts).filter((id) => !tested.has(id))).toEqual([])
  })

  it('says what Okta shows, fails the step and skips what hangs on it', () => {
    const lifecycle = profiles.template.scenarios[0]
    const responder = new Responder(instead(/user-create/, error(400, 'groups is read-only')))
    const played = lifecycle && play(lifecycle.play(aContext(aDirectory(3, 1))), responder.respond)
    const [created] = played?.steps.filter(({ action }) => action === 'create') ?? []
    expect(created?.result).toEqual({
      outcome: 'failed',
      reason:
        'Automatic provisioning of user person.0@Example.com to app SCIM 2.0 Test App (Header Auth) failed: Error while creating user person.0@Example.com: Bad Request. Errors reported by remote server: groups is read-only [System Log: application.provision.user.sync FAILURE]',
    })
    expect(played?.steps.find(({ action }) => action === 'update')?.result?.outcome).toBe('skipped')
    expect(played?.result.users).toEqual([])
  })

  it('skips everything when the integration cannot be saved', () => {
    const lifecycle = profiles.aiw.scenarios[0]
    const responder = new Responder(instead(/connection-test/, error(404, 'no such path')))
    const played = lifecycle && play(lifecycle.play(aContext(aDirectory(3, 1))), responder.respond)
    expect(played?.requests).toHaveLength(1)
    expect(played?.steps[0]?.result?.reason).toBe('No results for users returned')
    expect(played?.findings.map(({ whose }) => whose)).toEqual(['configuration'])
    expect(played?.steps.map(({ result }) => result?.outcome)).toEqual([
      'failed',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ])
  })
})

function pageAsTotal(list: JsonObject): JsonObject {
  return { ...list, totalResults: Array.isArray(list.Resources) ? list.Resources.length : 0 }
}
