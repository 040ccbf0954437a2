import { auditPageSchema, type Document, documentSchema, sessionInfoSchema, spaceSchema } from '@scimulator/admin-api'
import { createVisitor, type Lab, type Page, startLab, type Visitor } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { beginSignIn, choicesOn, memberIn, openDesk, pick, signIn, type TeamDesk, untilAssigned } from './team-desk.ts'

/** What each vendor's admin copies from the team's page. */
const FORMS = [
  ['okta', 'origin', 'App Not Assigned'],
  ['onelogin', 'subdomain', 'No access to this application'],
  ['azure', 'complete', 'AADSTS50105'],
] as const

const SMALL = { scenario: 'demo', users: 8, groups: 2 } as const
const team = 'acme'

describe.each(FORMS)('the story of a team with %s', (vendor, form, notAssigned) => {
  let lab: Lab
  let desk: TeamDesk
  let hero: Visitor
  let userName: string
  let copied: { target: string; token: string }
  let plan: Document
  let ids: { personId: string; scimId: string | null }

  beforeAll(async () => {
    lab = await startLab(
      [{ team, displayName: 'Acme', vendor, people: [{ userName: 'early@acme.example' }] }],
      [vendor],
    )
    desk = await openDesk(lab, team)
    hero = createVisitor(lab.url)
  })
  afterAll(() => lab.stop())

  const assign = async (isIt: boolean): Promise<void> => {
    const { run, findings } = await desk.order(vendor, isIt ? 'assign' : 'unassign', { team, person: userName })
    expect(findings).toEqual([])
    expect(run).toMatchObject({ verdict: 'pass', team })
    await untilAssigned(desk, createVisitor(lab.url), userName, isIt)
  }
  const heading = ({ html }: Page): string => /<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? ''

  it('A2 A3 A4 the owner switches SCIM on once the simulator is set up as identity provider, not before', async () => {
    expect((await desk.call('GET', 'scim-settings')).status).toBe(403)
    await desk.actAs('owner')
    await desk.call('PATCH', 'scim-settings', { enabled: false })
    expect(await desk.call('PATCH', 'scim-settings', { enabled: true })).toMatchObject({
      status: 409,
      body: { error: { code: 'samlMissing' } },
    })
    expect((await desk.operator.api('POST', `/api/simulators/${vendor}/sso`, { team })).status).toBe(200)
    expect((await desk.call('PATCH', 'scim-settings', { enabled: true })).status).toBe(200)
    expect(await desk.settings()).toMatchObject({ enabled: true, blockedBy: null })
  })

  it('A5 A6 A7 A8 address and token, copied from the page, are all the simulator needs to import and provision', async () => {
    const { urls } = await desk.settings()
    copied = { target: urls[form], token: await desk.newToken() }
    const { run, findings } = await desk.order(vendor, 'runs', { ...copied, ...SMALL })
    expect(findings).toEqual([])
    expect(run).toMatchObject({ verdict: 'pass', team, target: urls.complete })
    expect(await desk.settings()).toMatchObject({ token: { lastUsedAt: expect.any(String) as string } })
    // Whom no identity provider knows is left as they were.
    expect(await desk.member('early@acme.example')).toMatchObject({ state: 'active', origin: 'founder' })
    const choices = choicesOn(await beginSignIn(desk, hero))
    expect(choices).toHaveLength(8)
    userName = choices.find(({ assigned }) => !assigned)?.userName ?? ''
    expect((await desk.member(userName))?.state ?? 'unknown').not.toBe('active')
  })

  it('A9 A10 who is assigned there is a member here, and signs in with nothing but their identity provider', async () => {
    await assign(true)
    const member = await desk.member(userName)
    expect(member).toMatchObject({ state: 'active', role: 'member', origin: 'scim' })
    ids = { personId: member?.personId ?? '', scimId: member?.scimId ?? null }
    const landed = await signIn(desk, hero, userName)
    expect([landed.status, landed.url]).toEqual([200, `${lab.url}/teams/${team}/spaces`])
    const session = sessionInfoSchema.parse((await hero.api('GET', '/api/session')).body)
    expect(session).toMatchObject({ operator: false, people: [{ team, userName, role: 'member', by: 'saml' }] })
  })

  it('makes a document in a space they were let into, and is made an admin by the owner', async () => {
    const space = await desk.makeSpace('Plans', 'invite-only')
    await desk.call('PUT', `spaces/${space}/people/${ids.personId}`)
    plan = await desk.makeDocument(space, 'The plan', hero)
    expect(plan.owner.personId).toBe(ids.personId)
    const raised = await desk.call('PATCH', `members/${ids.personId}`, { role: 'admin' })
    expect(memberIn(raised)).toMatchObject({ role: 'admin', scimId: ids.scimId })
    expect((await desk.call('GET', 'scim-settings', undefined, hero)).status).toBe(200)
  })

  it('A11 A12 A13 E18 who is unassigned there is out of here at once, and both pages refuse to sign them in', async () => {
    // The identity provider has just vouched for them in another tab.
    const vouched = await pick(hero, await beginSignIn(desk, hero), userName)
    expect((await desk.call('GET', `documents/${plan.id}`, undefined, hero)).status).toBe(200)
    await assign(false)
    expect((await desk.call('GET', `documents/${plan.id}`, undefined, hero)).status).toBe(401)
    expect((await hero.api('GET', '/api/session')).status).toBe(401)
    expect(await desk.member(userName)).toMatchObject({ ...ids, state: 'inactive', documents: 1 })

    const here = await hero.submit(vouched)
    expect([here.status, heading(here)]).toEqual([403, 'You are no longer in the team Acme'])
    const there = await pick(hero, await beginSignIn(desk, hero), userName)
    expect(there.status).toBe(403)
    expect(there.html).toContain(notAssigned)
    const link = await desk.call('POST', 'sign-in-links', { personId: ids.personId })
    expect(link).toMatchObject({ status: 409, body: { error: { code: 'inactive' } } })
    expect((await hero.api('GET', '/api/session')).status).toBe(401)
    expect((await desk.call('GET', `documents/${plan.id}`)).body).toMatchObject({ ownerState: 'inactive' })
  })

  it('A15 A16 E24 who is assigned again has the same ids, space and document, and the role member', async () => {
    await assign(true)
    expect(await desk.member(userName)).toMatchObject({ ...ids, state: 'active', role: 'member', documents: 1 })
    expect((await signIn(desk, hero, userName)).status).toBe(200)
    const opened = await desk.call('GET', `documents/${plan.id}`, undefined, hero)
    expect(documentSchema.parse(opened.body)).toEqual(plan)
    const space = spaceSchema.parse((await desk.call('GET', `spaces/${plan.spaceId}`, undefined, hero)).body)
    expect(space.people).toContainEqual({ personId: ids.personId, displayName: plan.owner.displayName })
    expect((await desk.call('GET', 'scim-settings', undefined, hero)).status).toBe(403)
  })

  it('E29 the log tells it all: who did what to whom, and the role before and after', async () => {
    const { rows } = auditPageSchema.parse((await desk.call('GET', 'audit-log?count=200')).body)
    const about = rows.filter(({ subject }) => subject.id === ids.personId).toReversed()
    const told = about.map(({ actor, action }) => `${actor.kind} ${action}`)
    const from = told.indexOf('sign-on session.started')
    expect(told.slice(from)).toEqual([
      'sign-on session.started',
      'person member.roleChanged',
      'scim member.deactivated',
      'sign-on signIn.refused',
      'operator signIn.refused',
      'scim member.reactivated',
      'sign-on session.started',
    ])
    expect(
      about.find(({ action, before }) => action === 'member.reactivated' && before?.role === 'admin'),
    ).toMatchObject({
      before: { role: 'admin', state: 'inactive', scimId: ids.scimId },
      after: { role: 'member', state: 'active', scimId: ids.scimId },
    })
  })

  it('E2 switched off, the simulator is refused with 403 and reports it, nobody moves, and the same token works again', async () => {
    const before = await desk.states()
    await desk.call('PATCH', 'scim-settings', { enabled: false })
    const { run, findings } = await desk.order(vendor, 'runs', { ...copied, ...SMALL })
    // The run ends there, or the vendor's job does.
    expect(run.verdict).toBe('fail')
    const title = expect.stringContaining('403') as string
    expect(findings).toMatchObject([{ whose: 'configuration', level: 'error', title }])
    expect(await desk.states()).toEqual(before)
    expect((await desk.call('GET', `documents/${plan.id}`, undefined, hero)).status).toBe(200)

    await desk.call('PATCH', 'scim-settings', { enabled: true })
    const again = await desk.order(vendor, 'runs', { ...copied, ...SMALL })
    expect(again.findings).toEqual([])
    expect(again.run.verdict).toBe('pass')
    await assign(false)
    expect(await desk.member(userName)).toMatchObject({ ...ids, state: 'inactive' })
  })

  it('S3 under the policy keep, profile changes of the simulator succeed for everybody and change no profile', async () => {
    await desk.call('PATCH', 'scim-settings', { profilePolicy: 'keep' })
    const known = async () =>
      new Map(
        (await usersOf({ complete: (await desk.settings()).urls.complete, token: copied.token })).map(
          ({ id, ...profile }) => [id, profile],
        ),
      )
    const before = await known()
    // The second of two runs changes people whom the one before has made.
    const { run } = await desk.order(vendor, 'runs', { ...copied, ...SMALL })
    expect(run.counters).toMatchObject({ failed: 0, updated: expect.any(Number) as number })
    expect(run.counters.updated).toBeGreaterThan(0)
    const after = await known()
    for (const [id, profile] of before) expect(after.get(id)).toEqual(profile)
  })
})

const profilesSchema = z.object({
  Resources: z.array(
    z.object({
      id: z.string(),
      userName: z.string(),
      displayName: z.unknown().optional(),
      name: z.unknown().optional(),
      emails: z.unknown().optional(),
      title: z.unknown().optional(),
    }),
  ),
})

/** Names, addresses and titles as an identity provider reads them. */
async function usersOf({ complete, token }: { complete: string; token: string }) {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${complete}/Users?count=100`, { headers })
  return profilesSchema.parse(await answer.json()).Resources
}
