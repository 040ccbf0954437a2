import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { isJsonObject } from '@scimulator/scim-core'
import type { ScenarioContext, ScimRequest } from '@scimulator/sim-kit'
import { type CannedAnswer, type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { lifecycle } from '../scenarios/lifecycle.ts'
import { createResponder, type Fault } from '../testing/responder.ts'
import { aContext, DEFAULT_SETUP, FLAG_SETUP, fortyPeople } from '../testing/world.ts'
import { RULES } from './rules.ts'

const SCIM = { 'Content-Type': 'application/scim+json' }

function playWith(
  fault: Fault,
  setup = DEFAULT_SETUP,
  context: ScenarioContext = aContext(fortyPeople()),
): Played<unknown> {
  return play(lifecycle(setup).play(context), createResponder(fault).answer)
}

/** Changes the JSON of a correct answer. */
function rewritten(answer: CannedAnswer, change: (body: JsonObject) => JsonValue): CannedAnswer {
  if ('silence' in answer || !isJsonObject(answer.body)) return answer
  return { ...answer, body: change(structuredClone(answer.body)) }
}

/** Changes every resource in an answer. */
function eachResource(answer: CannedAnswer, change: (resource: JsonObject) => void): CannedAnswer {
  return rewritten(answer, (body) => {
    const resources = Array.isArray(body.Resources) ? body.Resources : [body]
    for (const resource of resources) if (isJsonObject(resource)) change(resource)
    return body
  })
}

/** Whether one resource is read by its id, by the service or by the simulator for itself. */
function readsOne({ method, path }: ScimRequest, endpoint: 'Users' | 'Groups'): boolean {
  return method === 'GET' && path.startsWith(`/${endpoint}/`)
}

/** A write that was made, answered without a body. */
function emptied(_made: CannedAnswer, status: number): CannedAnswer {
  return { status }
}

const faults: Readonly<Record<string, Fault>> = {
  'token-refused': () => ({ status: 401 }),
  'tenant-url-wrong': () => ({ status: 404, body: { detail: 'nothing here' } }),
  'groups-missing': ({ shape }) => (shape === 'probe-groups' ? { status: 404, body: {}, headers: SCIM } : undefined),
  'no-answer': ({ shape }) => (shape === 'create-user' ? { silence: 'timed out' } : undefined),
  throttled: ({ shape }) => (shape === 'create-user' ? { status: 429 } : undefined),
  'server-error': ({ shape }) => (shape === 'match-user' ? { status: 503 } : undefined),
  'query-refused': ({ shape }) => (shape === 'match-user' ? { status: 400, body: {}, headers: SCIM } : undefined),
  'not-a-list': ({ shape }) => (shape === 'probe-users' ? { status: 200, text: '<html>' } : undefined),
  'filter-ignored': ({ shape }) =>
    shape === 'probe-users'
      ? { status: 200, body: { totalResults: 1, Resources: [{ id: '1' }] }, headers: SCIM }
      : undefined,
  'several-matches': ({ shape }) =>
    shape === 'match-user'
      ? { status: 200, body: { totalResults: 2, Resources: [{ id: '1' }, { id: '2' }] }, headers: SCIM }
      : undefined,
  'several-groups': ({ shape }) =>
    shape === 'match-group'
      ? { status: 200, body: { totalResults: 2, Resources: [{ id: '1' }, { id: '2' }] }, headers: SCIM }
      : undefined,
  'filter-misses': ({ shape }) =>
    shape === 'match-user' ? { status: 200, body: { totalResults: 0 }, headers: SCIM } : undefined,
  'not-deserialisable': ({ shape }, correct) =>
    shape === 'create-user' ? eachResource(correct(), (user) => void Object.assign(user, { emails: {} })) : undefined,
  'create-status': ({ shape }, correct) => {
    const answer = correct()
    return shape === 'create-user' && !('silence' in answer) ? { ...answer, status: 200 } : answer
  },
  'create-without-id': ({ shape }, correct) => (shape === 'create-group' ? emptied(correct(), 201) : undefined),
  'create-conflict': ({ shape }) => (shape === 'create-user' ? { status: 409, body: {}, headers: SCIM } : undefined),
  'attribute-lost': (_request, correct) => eachResource(correct(), (user) => void delete user.title),
  'active-ignored': ({ shape }) => (shape === 'disable-user' ? { status: 204 } : undefined),
  'active-not-boolean': (_request, correct) =>
    eachResource(correct(), (user) => {
      if (typeof user.active === 'boolean') user.active = user.active ? 'True' : 'False'
    }),
  'inactive-hidden': ({ shape }, correct) => {
    const answer = correct()
    const inactive =
      shape === 'read-user' && !('silence' in answer) && JSON.stringify(answer.body).includes('"active":false')
    return inactive ? { status: 404 } : answer
  },
  'link-lost': ({ shape }) => (shape === 'read-user' ? { status: 404 } : undefined),
  'read-refused': ({ shape }) => (shape === 'read-user' ? { status: 400 } : undefined),
  'excluded-attributes-ignored': ({ shape }, correct) =>
    shape === 'read-group'
      ? eachResource(correct(), (group) => void Object.assign(group, { members: [{ value: '1' }] }))
      : undefined,
  'members-not-added': ({ shape }) => (shape === 'add-members' ? { status: 204 } : undefined),
  'members-not-removed': ({ shape }) => (shape === 'remove-member' ? { status: 204 } : undefined),
  'delete-without-effect': ({ shape }) => (shape === 'delete-user' ? { status: 204 } : undefined),
  'media-type': (_request, correct) => {
    const answer = correct()
    return 'silence' in answer ? answer : { ...answer, headers: { 'Content-Type': 'application/json' } }
  },
}

/** Rules whose faults need to reach into the server, or mappings of their own. */
const PLAYED_APART = new Set(['group-emptied', 'profile-kept', 'matching-not-unique', 'create-conflict-unmatched'])

test.each(Object.entries(faults))('%s is found', (id, fault) => {
  const { findings } = playWith(fault)
  expect(findings.map((finding) => finding.id)).toContain(id)
})

test('every rule is found by a fault', () => {
  expect(Object.keys(RULES).filter((id) => !PLAYED_APART.has(id) && !Object.hasOwn(faults, id))).toEqual([])
})

/** The server reads `remove` of `members` as the RFC has it: everybody leaves. */
test('group-emptied: a server that empties the group on Remove is found, and not blamed twice', () => {
  const responder = createResponder((request) => {
    if (!request.shape.startsWith('remove-member')) return undefined
    const group = responder.groups.get(request.path.split('/')[2] ?? '')
    if (group) group.members = []
    return { status: 204 }
  })
  const { findings, steps } = play(lifecycle(DEFAULT_SETUP).play(aContext(fortyPeople())), responder.answer)
  expect(new Set(findings.map(({ id }) => id))).toEqual(new Set(['group-emptied']))
  expect(findings[0]).toMatchObject({
    whose: 'server',
    rfc: 'RFC 7644 §3.5.2.2',
    exchanges: [expect.any(String), expect.any(String)],
  })
  expect(steps.some(({ action, result }) => action === 'verify' && result?.outcome === 'failed')).toBe(true)
})

describe('a refused shape', () => {
  test.each([
    ['default', DEFAULT_SETUP],
    ['flag', FLAG_SETUP],
  ])('is named by its id in the %s profile, with advice and the error in the log', (_name, setup) => {
    for (const shape of setup.shapes.filter(({ id }) => !/^(probe|match|read)-/.test(id)).map(({ id }) => id)) {
      const { findings, steps } = playWith(
        (request) => (request.shape === shape ? { status: 500, text: 'broken' } : undefined),
        setup,
      )
      const found = findings.find(({ id }) => id === `refused:${shape}`)
      expect(found?.change, shape).not.toBe('')
      const failed = steps.find(({ result }) => result?.outcome === 'failed')
      expect(failed?.result?.reason).toMatch(
        /^SystemForCrossDomainIdentityManagementServerError: Failed to .*InternalServerError/,
      )
    }
  })

  test.each([
    ['replace-attribute', 'title'],
    ['add-filtered', 'emails'],
    ['replace-manager', 'manager'],
    ['rename-group', 'displayName'],
  ])('that is answered with success but ignored is named: %s', (shape, attribute) => {
    const { findings } = playWith((request) => (request.shape === shape ? { status: 204 } : undefined))
    const found = findings.find(({ id }) => id === `not-applied:${shape}`)
    expect(found?.title).toContain(attribute)
  })
})

describe('a failed object', () => {
  test('does not hold up the others and is skipped where it is needed', () => {
    const { steps, requests } = playWith((request) =>
      request.shape === 'create-user' && request.body?.userName === 'p4@contoso.com'
        ? { status: 400, body: {}, headers: SCIM }
        : undefined,
    )
    const failed = steps.filter(({ result }) => result?.outcome === 'failed')
    expect(failed[0]?.subject.name).toBe('p4@contoso.com')
    expect(failed[0]?.result?.reason).toMatch(/BadRequest/)
    expect(steps.some(({ result, subject }) => result?.outcome === 'skipped' && subject.kind === 'group')).toBe(true)
    expect(
      steps.filter(({ action, result }) => action === 'create' && result?.outcome === 'succeeded').length,
    ).toBeGreaterThan(30)
    expect(requests.filter(({ body }) => body?.userName === 'p4@contoso.com').length).toBeGreaterThan(1)
  })

  test('is tried again from escrow in the next cycle, from the matching query to the membership', () => {
    let tries = 0
    const responder = createResponder((request) =>
      request.shape === 'create-user' && request.body?.userName === 'p30@contoso.com' && ++tries === 1
        ? { status: 429, headers: { 'Retry-After': '1' } }
        : undefined,
    )
    const { steps, findings } = play(lifecycle(DEFAULT_SETUP).play(aContext(fortyPeople())), responder.answer)
    const retried = steps.filter(({ cause }) => cause?.startsWith('Escrow'))
    expect(retried.map(({ subject, action }) => `${action} ${subject.name}`)).toEqual(
      expect.arrayContaining(['import p30@contoso.com', 'create p30@contoso.com']),
    )
    expect(findings.map(({ id }) => id)).toEqual(['throttled'])
    const created = [...responder.users.values()].find(({ userName }) => userName === 'p30@contoso.com')
    const group = [...responder.groups.values()].find(({ displayName }) => displayName === 'Group 0')
    expect(group?.members).toContainEqual({ value: created?.id })
  })

  test('HTML of the server is redacted in the log, its text is not', () => {
    const reasons = (text: string): string[] =>
      playWith((request) => (request.shape === 'create-user' ? { status: 502, text } : undefined)).steps.flatMap(
        ({ result }) => (result?.outcome === 'failed' ? [result.reason ?? ''] : []),
      )
    expect(reasons('<!DOCTYPE html><p>secret')[0]).toContain('[RedactedHtmlContent]')
    expect(reasons('the seat limit is reached')[0]).toContain('the seat limit is reached')
  })
})

test('a refused token puts the job into quarantine: no further calls', () => {
  const { requests, steps, result } = playWith(() => ({ status: 401 }))
  expect(requests).toHaveLength(1)
  expect(steps.map(({ result: ended }) => ended?.outcome)).toEqual(['failed', 'skipped'])
  expect(steps[0]?.result?.reason).toMatch(/invalid credentials/)
  expect(result).toEqual({ users: [], groups: [] })
})

test('hostile keys of a server do no harm', () => {
  const { findings } = playWith((_request, correct) => {
    const answer = correct()
    const hostile = JSON.parse('{"__proto__":{"id":"x"},"constructor":{"name":1}}') as JsonObject
    return eachResource(answer, (resource) => void Object.assign(resource, { constructor: 1 }, { extra: hostile }))
  })
  expect(findings).toEqual([])
})

describe('a server that is right but different, or wrong in one thing, is not accused of another', () => {
  const idsOf = (fault: Fault): string[] => playWith(fault).findings.map(({ id }) => id)

  test('lists without itemsPerPage, PATCH answered with an empty 200, types in capitals', () => {
    const fault: Fault = ({ method }, correct) => {
      const answer = correct()
      if (method === 'PATCH' && 'status' in answer) return { status: 200 }
      const leaner = rewritten(answer, ({ itemsPerPage: _left, startIndex: _out, ...body }) => body)
      return eachResource(leaner, (resource) => {
        for (const email of Array.isArray(resource.emails) ? resource.emails : []) {
          if (isJsonObject(email)) email.type = 'WORK'
        }
      })
    }
    expect(idsOf(fault)).toEqual([])
  })

  test('an empty list beside a total, and a list beside a total of 0, are no list', () => {
    for (const body of [
      { totalResults: 1, Resources: [] },
      { totalResults: 0, Resources: [{ id: '1' }] },
    ]) {
      const fault: Fault = ({ shape }) => (shape === 'match-user' ? { status: 200, body, headers: SCIM } : undefined)
      expect(new Set(idsOf(fault))).toContain('not-a-list')
      expect(idsOf(fault)).not.toContain('filter-misses')
    }
  })

  test('a group that never shows members has not been emptied by a removal', () => {
    const ids = idsOf((request, correct) =>
      readsOne(request, 'Groups') ? eachResource(correct(), (group) => void delete group.members) : undefined,
    )
    expect(new Set(ids)).toEqual(new Set(['members-not-added']))
  })

  test('a server that ignored an addition has not removed these members later', () => {
    const ids = idsOf(({ shape }) => (shape === 'add-members' ? { status: 204 } : undefined))
    expect(new Set(ids)).toEqual(new Set(['members-not-added']))
  })

  test('a deleted user that cannot be looked for is not called there still', () => {
    const busy: Fault = (request, correct) => {
      const answer = correct()
      const gone = readsOne(request, 'Users') && !('silence' in answer) && answer.status === 404
      return gone ? { status: 429 } : answer
    }
    expect(new Set(idsOf(busy))).toEqual(new Set(['throttled']))
  })

  test('an inactive user that cannot be read for another reason is not called hidden', () => {
    const broken: Fault = (request, correct) => {
      const answer = correct()
      const inactive = readsOne(request, 'Users') && JSON.stringify(answer).includes('"active":false')
      return inactive ? { status: 500 } : answer
    }
    expect(new Set(idsOf(broken))).toEqual(new Set(['server-error']))
  })

  test('the id of a deleted user that answers 410, or not at all, is described as that', () => {
    const deleted = (instead: CannedAnswer): Fault => {
      const gone = new Set<string>()
      return (request, correct) => {
        if (request.shape === 'delete-user') gone.add(request.path)
        return readsOne(request, 'Users') && gone.has(request.path) ? instead : correct()
      }
    }
    const found = playWith(deleted({ status: 410 })).findings
    expect(found.map(({ title }) => title)).toContain('The id of a deleted resource does not answer 404 (status 410)')
    expect(new Set(idsOf(deleted({ silence: 'reset' })))).toEqual(new Set(['no-answer']))
  })

  test('a group name that several groups carry breaks no clause of the RFC', () => {
    const { findings } = playWith(faults['several-groups'] ?? (() => undefined))
    expect(findings.find(({ id }) => id === 'several-groups')?.rfc).toBeNull()
  })
})

describe('a target that keeps its own profiles', () => {
  /** Applies what `applies` lets through of every PATCH of a user, and answers 200 with what is there then. */
  const keeper = (applies: (name: string) => boolean): Played<unknown> => {
    const responder = createResponder(({ method, path }, correct) => {
      const id = path.split('/')[2] ?? ''
      const before = structuredClone(responder.users.get(id))
      const answer = correct()
      const after = responder.users.get(id)
      if (method !== 'PATCH' || before === undefined || after === undefined) return answer
      const names = new Set([...Object.keys(before), ...Object.keys(after)])
      const kept = [...names].map((name) => [name, applies(name) ? after[name] : before[name]] as const)
      const user = Object.fromEntries(kept.filter(([, value]) => value !== undefined))
      responder.users.set(id, user)
      return { status: 200, body: structuredClone(user), headers: SCIM }
    })
    return play(lifecycle(DEFAULT_SETUP).play(aContext(fortyPeople())), responder.answer)
  }

  test('is one warning, and nothing fails', () => {
    const { findings, steps } = keeper((name) => name === 'active' || name === 'externalId')
    expect(new Set(findings.map(({ id, level }) => `${level} ${id}`))).toEqual(new Set(['warn profile-kept']))
    expect(new Set(findings.map(({ title }) => title)).size).toBe(1)
    expect(steps.filter(({ result }) => result?.outcome === 'failed')).toEqual([])
  })

  test('is not what a target does that has no extension', () => {
    const { findings } = keeper((name) => !name.startsWith('urn:'))
    expect(findings.map(({ id }) => id)).toEqual(expect.arrayContaining(['not-applied:add-manager']))
    expect(findings.map(({ id }) => id)).not.toContain('profile-kept')
  })

  test('is not what a target does that takes some of them and not others', () => {
    const { findings } = keeper((name) => name !== 'title')
    expect(findings.map(({ id }) => id)).toContain('not-applied:replace-attribute')
    expect(findings.map(({ id }) => id)).not.toContain('profile-kept')
  })
})
