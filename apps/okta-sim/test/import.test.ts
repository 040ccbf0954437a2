import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { AdminApp, outcomes } from './admin-app.ts'
import { profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { Responder, stateOf } from './responder.ts'
import { sorted } from './state.ts'

const { template } = profiles
const start = aDirectory(4, 2)

/** A target that has accounts Okta knows nothing of. */
function aTarget(...users: Partial<JsonObject>[]): Responder {
  const responder = new Responder()
  users.forEach((user, index) => {
    const id = `t-${index}`
    responder.users.set(id, { active: true, userName: `${id}@example.com`, ...user, id })
  })
  return responder
}

const account = (index: number): JsonObject => {
  const person = start.people[index]
  if (person === undefined) throw new Error(`nobody at ${index}`)
  const { userName, email, givenName, familyName } = person
  return { userName, name: { givenName, familyName }, emails: [{ value: email, primary: true }] }
}

function rowsOf(app: AdminApp): Record<string, unknown>[] {
  const { imports } = app.context.state.value
  return isJsonObject(imports) ? Object.values(imports).filter(isJsonObject) : []
}

const reasonOf = (played: ReturnType<AdminApp['order']>): string => played.steps[0]?.result?.reason ?? ''

describe('import', () => {
  it('counts what is new, updated, unchanged and removed, and never who is inactive', () => {
    const app = new AdminApp(template, start, aTarget({}, {}, { active: false }))
    expect(reasonOf(app.order('importNow'))).toMatch(
      /^2 users scanned, 2 new, 0 updated, 0 unchanged, 0 removed; 2 waiting on the tab Import; 0 groups scanned/,
    )
    const user = app.responder.users.get('t-0')
    if (user) user.displayName = 'Changed'
    app.responder.users.delete('t-1')
    app.order('assign', { person: 0 })
    expect(reasonOf(app.order('importNow'))).toMatch(/^2 users scanned, 0 new, 1 updated, 1 unchanged, 1 removed/)
    expect(reasonOf(app.order('importNow'))).toMatch(/^2 users scanned, 0 new, 0 updated, 2 unchanged, 0 removed/)
  })

  it('counts groups too, and reads none without Import Groups', () => {
    const app = new AdminApp(template, start)
    app.responder.groups.set('tg', { id: 'tg', displayName: 'Theirs', members: [] })
    app.order('push', { group: 0 })
    expect(reasonOf(app.order('importNow'))).toMatch(/; 2 groups scanned, 1 new, 0 updated, 1 unchanged, 0 removed$/)
    const theirs = app.responder.groups.get('tg')
    if (theirs) theirs.displayName = 'Still theirs'
    expect(reasonOf(app.order('refreshAppGroups'))).toBe('2 groups scanned, 0 new, 1 updated, 1 unchanged, 0 removed')
    app.order('toOkta', { options: { importGroups: 'off' } })
    expect(app.order('importNow').requests.map(({ path }) => path)).toEqual(['/Users?startIndex=1&count=100'])
  })

  it('matches by userName or e-mail, and by name where partial matches are allowed', () => {
    const users = [account(0), { ...account(1), userName: 'other@x' }, { ...account(2), userName: 'z@x', emails: [] }]
    const matches = (knobs: Record<string, string>): unknown[] => {
      const app = new AdminApp(template, start, aTarget(...users), knobs)
      app.order('importNow')
      return rowsOf(app).map(({ match, person }) => `${String(match)} ${String(person)}`)
    }
    expect(matches({})).toEqual(['exact p0', 'none null', 'none null'])
    expect(matches({ matchBy: 'email' })).toEqual(['exact p0', 'exact p1', 'none null'])
    expect(matches({ matchBy: 'both' })).toEqual(['exact p0', 'none null', 'none null'])
    expect(matches({ allowPartialMatches: 'on' })).toEqual(['exact p0', 'partial p1', 'partial p2'])
  })

  it('ties confirmed people to their accounts without a request', () => {
    const app = new AdminApp(template, start, aTarget(account(0), account(1), {}, {}))
    app.order('importNow')
    app.order('reviewImported', { options: { account: 't-3@example.com', assignTo: 'ignore' } })
    app.order('reviewImported', {
      options: { account: 't-2@example.com', assignTo: 'existing', person: 'person.2@Example.com' },
    })
    const played = app.order('confirmAssignments')
    expect(played.requests).toEqual([])
    expect(reasonOf(played)).toBe(
      '0 Okta users created, 3 existing users assigned, 1 SCIM 2.0 Test App (Header Auth) users ignored',
    )
    expect(played.result.users.map(({ userName }) => userName)).toEqual([
      'person.0@Example.com',
      'person.1@Example.com',
      't-2@example.com',
    ])
    const edited = app.order('edit', { person: 2, changes: { title: 'Boss' } })
    expect(outcomes(edited)).toEqual(['update person.2@Example.com: succeeded'])
    expect(app.responder.users.get('t-2')?.userName).toBe('person.2@Example.com')
    expect(app.order('assign', { person: 0 }).requests).toEqual([])
  })

  it('confirms by itself what the settings say', () => {
    const app = new AdminApp(template, start, aTarget(account(0), {}), { autoConfirm: 'exact' })
    const played = app.order('importNow')
    expect(reasonOf(played)).toContain('; 1 confirmed; 1 waiting on the tab Import')
    expect(played.result.users).toEqual([{ userName: 'person.0@Example.com', active: true }])
  })

  it('ends assignments whose account is inactive or gone, and Okta tells nobody', () => {
    const app = new AdminApp(template, start)
    app.order('assign', { person: 0 })
    app.order('assign', { person: 1 })
    const [one, two] = [...app.responder.users.values()]
    if (one) one.active = false
    if (two) app.responder.users.delete(two.id)
    const played = app.order('importNow')
    expect(reasonOf(played)).toMatch(/^0 users scanned, .* 2 removed/)
    expect(sorted(played.result).users).toEqual(sorted(stateOf(app.responder)).users)
    const after = ['edit', 'forceSync', 'provisionUser'].map((id) =>
      app.order(id, { person: 0, changes: { title: 'x' } }),
    )
    expect(after.flatMap(({ requests }) => requests.filter(({ path }) => path.includes('person.0')))).toEqual([])
    expect(outcomes(after[0] ?? played)).toEqual(['update person.0@Example.com: notSent'])
    expect(app.order('assign', { person: 0 }).requests[0]?.shape).toBe('user-check-again')
  })

  it('is held by the safeguard, with every later one, until an admin resumes or cancels', () => {
    const crowd = aDirectory(130, 1)
    const app = new AdminApp(template, crowd)
    app.order('assignGroup', { group: 0 })
    for (const user of [...app.responder.users.values()].slice(0, 30)) user.active = false
    const held = app.order('importNow')
    expect(reasonOf(held)).toMatch(
      /import safeguard: 30 of 130 app assignments would be removed; all imports are held \[System Log: system\.import\.roadblock FAILURE\]$/,
    )
    expect(app.order('importNow').requests).toEqual([])
    app.order('cancelImport')
    expect(reasonOf(app.order('importNow'))).toContain('import safeguard')
    expect(reasonOf(app.order('resumeImports'))).toMatch(/^100 users scanned, .* 30 removed/)
    expect(reasonOf(app.order('resumeImports'))).toBe('No import is held')
    expect(outcomes(app.order('importNow'))[0]).toMatch(/succeeded$/)
  })

  it('lets more through with a higher threshold', () => {
    const app = new AdminApp(template, aDirectory(130, 1), new Responder(), { importSafeguard: '50' })
    app.order('assignGroup', { group: 0 })
    for (const user of [...app.responder.users.values()].slice(0, 30)) user.active = false
    expect(reasonOf(app.order('importNow'))).toMatch(/30 removed/)
  })
})
