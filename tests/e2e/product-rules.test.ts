import { auditPageSchema, documentSchema, type Member, type Role, sessionInfoSchema } from '@scimulator/admin-api'
import { createVisitor, type Lab, runCli, startLab, type Visitor } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openDesk, type TeamDesk } from './team-desk.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const userSchema = z.looseObject({ id: z.string(), userName: z.string(), active: z.boolean() })
const listSchema = z.object({ totalResults: z.number(), Resources: z.array(userSchema).default([]) })
const errorSchema = z.object({ status: z.string(), scimType: z.string().optional(), detail: z.string() })

interface Answer {
  readonly status: number
  readonly body: unknown
}

let lab: Lab
let acme: TeamDesk
let globex: TeamDesk

beforeAll(async () => {
  const teams = ['acme', 'globex'].map((team) => ({ team, displayName: team, vendor: team, people: [] }))
  lab = await startLab(teams)
  acme = await openDesk(lab, 'acme')
  globex = await openDesk(lab, 'globex', acme.operator)
  await acme.actAs('owner')
  await globex.actAs('owner')
})
afterAll(() => lab.stop())

/** A SCIM call to a team with the token that its page shows. */
async function scim({ team }: TeamDesk, method: string, path: string, body?: unknown): Promise<Answer> {
  const known = lab.teams.find(({ name }) => name === team)
  const answer = await fetch(`${known?.scimUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${known?.token}`, 'content-type': 'application/scim+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
}

async function post(desk: TeamDesk, userName: string, more: object = {}): Promise<string> {
  const { status, body } = await scim(desk, 'POST', '/Users', { schemas: [USER], userName, active: true, ...more })
  expect(status).toBe(201)
  return userSchema.parse(body).id
}

const replace = (value: object) => ({ schemas: [PATCH_OP], Operations: [{ op: 'replace', value }] })
const setActive = (desk: TeamDesk, id: string, active: unknown): Promise<Answer> =>
  scim(desk, 'PATCH', `/Users/${id}`, replace({ active }))

async function member(desk: TeamDesk, userName: string): Promise<Member> {
  const found = await desk.member(userName)
  if (found === undefined) throw new Error(`${userName} is not in ${desk.team}.`)
  return found
}

async function raise(desk: TeamDesk, userName: string, role: Role): Promise<void> {
  const { personId } = await member(desk, userName)
  expect((await desk.call('PATCH', `members/${personId}`, { role })).status).toBe(200)
}

/** Signs somebody in at a browser, by a link of the operator's. */
async function enter(desk: TeamDesk, userName: string, visitor = createVisitor(lab.url)): Promise<Visitor> {
  const { personId } = await member(desk, userName)
  const made = await desk.call('POST', 'sign-in-links', { personId })
  const { url } = z.object({ url: z.string() }).parse(made.body)
  expect((await visitor.open(url)).status).toBe(200)
  return visitor
}

const isIn = async (desk: TeamDesk, visitor: Visitor): Promise<boolean> =>
  (await desk.call('GET', 'spaces', undefined, visitor)).status === 200

describe('what an identity provider reads', () => {
  it('A7 A8 E7 E8 page by page everybody once, by userName in whatever case also whoever is inactive, and reading moves nobody', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `reader${index}@acme.example`)
    for (const name of names) await post(acme, name)
    const gone = await member(acme, names[3] ?? '')
    await setActive(acme, gone.scimId ?? '', false)
    await acme.call('POST', 'invitations', { email: 'invited@acme.example', role: 'guest' })
    const before = await acme.states()

    const read: z.infer<typeof userSchema>[] = []
    let total = 1
    while (read.length < total) {
      const page = await scim(acme, 'GET', `/Users?startIndex=${read.length + 1}&count=3`)
      const { totalResults, Resources } = listSchema.parse(page.body)
      expect(Resources.length).toBeGreaterThan(0)
      read.push(...Resources)
      total = totalResults
    }
    const here = before.filter(({ state }) => state !== 'invited')
    expect(read.map(({ userName }) => userName).toSorted()).toEqual(here.map(({ userName }) => userName).toSorted())
    expect(new Set(read.map(({ id }) => id)).size).toBe(read.length)
    for (const user of read) expect(Object.keys(user)).not.toContain('roles')
    const found = await scim(acme, 'GET', `/Users?filter=${encodeURIComponent('userName eq "READER3@ACME.EXAMPLE"')}`)
    expect(listSchema.parse(found.body).Resources).toMatchObject([{ id: gone.scimId, active: false }])
    expect(await acme.states()).toEqual(before)
  })
})

describe('who is told to be active or not', () => {
  it.each([
    ['PATCH false', false, (id: string) => setActive(acme, id, false)],
    ['PATCH "False"', false, (id: string) => setActive(acme, id, 'False')],
    [
      'PATCH with a path',
      false,
      (id: string) =>
        scim(acme, 'PATCH', `/Users/${id}`, {
          schemas: [PATCH_OP],
          Operations: [{ op: 'Replace', path: 'active', value: 'false' }],
        }),
    ],
    ['PUT false', false, (id: string, userName: string) => put(id, { userName, active: false })],
    ['PUT without it', true, (id: string, userName: string) => put(id, { userName, title: 'Lead' })],
    ['PATCH of something else', true, (id: string) => scim(acme, 'PATCH', `/Users/${id}`, replace({ title: 'Lead' }))],
  ] as const)('A11 E17 %s leaves active %j, and what came back agrees', async (form, active, act) => {
    const userName = `e17.${Buffer.from(form).toString('hex')}@acme.example`
    const id = await post(acme, userName)
    const answer = await act(id, userName)
    expect(answer.status).toBe(200)
    // Left out by a PUT it is cleared, and who has no such value is active.
    expect(userSchema.partial().parse(answer.body).active ?? true).toBe(active)
    expect(await member(acme, userName)).toMatchObject({ scimId: id, state: active ? 'active' : 'inactive' })
  })

  it('E9 E27 an admin stays admin whatever is sent again: a POST of the name is 409, active true changes nothing', async () => {
    const userName = 'e27@acme.example'
    const id = await post(acme, userName)
    await raise(acme, userName, 'admin')
    const before = await member(acme, userName)
    const again = await scim(acme, 'POST', '/Users', { schemas: [USER], userName: userName.toUpperCase() })
    expect([again.status, errorSchema.parse(again.body).scimType]).toEqual([409, 'uniqueness'])
    for (const active of [true, 'True']) expect((await setActive(acme, id, active)).status).toBe(200)
    expect((await put(id, { userName, active: true })).status).toBe(200)
    expect(await member(acme, userName)).toEqual(before)
  })

  it('E18 every browser of the person is signed out of this team with the request that deactivates them', async () => {
    const userName = 'e18@acme.example'
    const id = await post(acme, userName)
    const browsers = [await enter(acme, userName), await enter(acme, userName)]
    for (const browser of browsers) expect(await isIn(acme, browser)).toBe(true)
    await setActive(acme, id, false)
    for (const browser of browsers) expect(await isIn(acme, browser)).toBe(false)
    await setActive(acme, id, true)
    for (const browser of browsers) expect(await isIn(acme, browser)).toBe(false)
  })

  it('E22 a person of two teams loses one of them, and stays signed in to the other in the same browser', async () => {
    const userName = 'both@acme.example'
    const id = await post(acme, userName)
    await post(globex, userName)
    const there = await member(globex, userName)
    expect(there.personId).toBe((await member(acme, userName)).personId)
    const browser = await enter(globex, userName, await enter(acme, userName))
    await setActive(acme, id, false)
    expect([await isIn(acme, browser), await isIn(globex, browser)]).toEqual([false, true])
    const { people } = sessionInfoSchema.parse((await browser.api('GET', '/api/session')).body)
    expect(people.map(({ team }) => team)).toEqual(['globex'])
    expect(await member(globex, userName)).toMatchObject({ ...there, lastSignInAt: expect.any(String) as string })
  })

  it('E23 whoever is taken out by hand is back once the identity provider says active, and the other way round', async () => {
    const userName = 'e23@acme.example'
    const id = await post(acme, userName)
    const { personId } = await member(acme, userName)
    const byHand = (state: string) => acme.call('PATCH', `members/${personId}`, { state })
    const pushed = async () => userSchema.parse((await scim(acme, 'GET', `/Users/${id}`)).body).active
    expect([(await byHand('inactive')).status, await pushed()]).toEqual([200, false])
    await setActive(acme, id, true)
    expect((await member(acme, userName)).state).toBe('active')
    await setActive(acme, id, false)
    expect([(await byHand('active')).status, await pushed()]).toEqual([200, true])
    expect(await member(acme, userName)).toMatchObject({ personId, scimId: id, state: 'active', role: 'member' })
  })
})

describe('owners and admins', () => {
  it('E20 E30 the last owner stays whatever way SCIM tries, signed in and with a sentence that says what to do', async () => {
    const { scimId, userName } = await member(globex, 'owner@globex.example')
    const browser = await enter(globex, userName)
    const path = `/Users/${scimId}`
    const tries = [
      await setActive(globex, scimId ?? '', false),
      await scim(globex, 'PUT', path, { schemas: [USER], userName, active: false }),
      await scim(globex, 'DELETE', path),
    ]
    for (const { status, body } of tries) {
      expect(status).toBe(403)
      expect(errorSchema.parse(body).detail).toMatch(/last owner of the team .+ Make somebody else an owner first\.$/)
    }
    const bulk = await scim(globex, 'POST', '/Bulk', { schemas: [BULK], Operations: [{ method: 'DELETE', path }] })
    expect(bulk.body).toMatchObject({ Operations: [{ status: '403' }] })
    expect(await isIn(globex, browser)).toBe(true)
    expect(await member(globex, userName)).toMatchObject({ scimId, role: 'owner', state: 'active' })
    const { rows } = auditPageSchema.parse((await globex.call('GET', 'audit-log')).body)
    expect(rows.filter(({ action }) => action === 'member.refused').length).toBe(4)
  })

  it('E21 the admin who set SCIM up is taken out by their own sync, and the token of the team works on', async () => {
    const userName = 'e21@acme.example'
    const id = await post(acme, userName)
    await raise(acme, userName, 'admin')
    const browser = await enter(acme, userName)
    const token = z
      .object({ token: z.string() })
      .parse((await acme.call('POST', 'scim-settings/token', { endsOldToken: true }, browser)).body).token
    const call = (method: string, body?: object) =>
      fetch(`${lab.url}/teams/acme/scim/v2/Users/${id}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    expect((await call('PATCH', replace({ active: false }))).status).toBe(200)
    expect(await isIn(acme, browser)).toBe(false)
    expect((await acme.call('GET', 'scim-settings', undefined, browser)).status).toBe(401)
    expect((await call('GET')).status).toBe(200)
    renew(token)
  })

  it('E24 E25 E26 a former manager is back as member: sees what is shared, not what the role showed, nor what was taken back or given away', async () => {
    const userName = 'e24@acme.example'
    const id = await post(acme, userName)
    await raise(acme, userName, 'manager')
    const { personId } = await member(acme, userName)
    const browser = await enter(acme, userName)
    const secret = await acme.makeSpace('Secret', 'invite-only')
    const [shown, shared, revoked] = await Promise.all(
      ['Shown', 'Shared', 'Revoked'].map((title) => acme.makeDocument(secret, title, acme.operator)),
    )
    const own = await acme.makeDocument(secret, 'Given away', browser)
    for (const document of [shared, revoked]) await acme.call('PUT', `documents/${document?.id}/shares/${personId}`)
    const sees = async (): Promise<string[]> => {
      const { body } = await acme.call('GET', 'documents', undefined, browser)
      return z
        .array(documentSchema)
        .parse(body)
        .map(({ title }) => title)
        .toSorted()
    }
    expect(await sees()).toEqual(['Given away', 'Revoked', 'Shared', 'Shown'])
    await setActive(acme, id, false)
    await acme.call('DELETE', `documents/${revoked?.id}/shares/${personId}`)
    const owner = await member(acme, 'owner@acme.example')
    await acme.call('PATCH', `documents/${own.id}`, { ownerId: owner.personId })
    await setActive(acme, id, true)
    await enter(acme, userName, browser)
    expect(await sees()).toEqual(['Shared'])
    expect((await acme.call('GET', `documents/${shown?.id}`, undefined, browser)).status).toBe(404)
  })
})

describe('what support alone does', () => {
  it('A14 E28 erases a person by command; the old id is 404, and the name that is sent again is somebody new with nothing', async () => {
    const userName = 'e28@acme.example'
    const id = await post(acme, userName)
    const { personId } = await member(acme, userName)
    const space = await acme.makeSpace('Kept', 'invite-only')
    await acme.call('PUT', `spaces/${space}/people/${personId}`)
    const document = await acme.makeDocument(space, 'Left behind', await enter(acme, userName))
    expect((await scim(acme, 'DELETE', `/Users/${id}`)).status).toBe(204)
    expect(await member(acme, userName)).toMatchObject({ personId, state: 'inactive', documents: 1 })

    const args = ['support', 'purge', '--team', 'acme', '--person', userName, '--yes', '--json']
    const { code, stdout } = await runCli(args, { DATA_DIR: lab.folder })
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { team: 'acme', purged: personId }])
    expect(await acme.member(userName)).toBeUndefined()
    expect((await scim(acme, 'GET', `/Users/${id}`)).status).toBe(404)
    const { body } = await acme.call('GET', `documents/${document.id}`)
    expect(documentSchema.parse(body)).toMatchObject({ title: 'Left behind', owner: { displayName: 'Removed person' } })
    expect(JSON.stringify((await acme.call('GET', 'audit-log?count=200')).body)).not.toContain(userName)

    const again = await post(acme, userName)
    const fresh = await member(acme, userName)
    expect([again === id, fresh.personId === personId, fresh.documents]).toEqual([false, false, 0])
    const browser = await enter(acme, userName)
    expect((await acme.call('GET', `documents/${document.id}`, undefined, browser)).status).toBe(404)
  })
})

function put(id: string, more: object): Promise<Answer> {
  return scim(acme, 'PUT', `/Users/${id}`, { schemas: [USER], ...more })
}

/** The token of acme is another one from now on. */
function renew(token: string): void {
  const at = lab.teams.findIndex(({ name }) => name === 'acme')
  const known = lab.teams[at]
  if (known !== undefined) lab.teams.splice(at, 1, { ...known, token })
}
