import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Answer, cookieOf, serve, type TestServer } from '../serve.ts'
import { type StillClock, stillClock } from '../still-clock.ts'

const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' }

let clock: StillClock
let server: TestServer
beforeEach(async () => {
  clock = stillClock()
  server = await serve({}, clock)
})
afterEach(() => server.close())

const spaces = (cookie: string): Promise<Answer> =>
  server.call('GET', '/api/teams/acme/spaces', { headers: { cookie, ...SAME_ORIGIN } })

it('WB-01 the answer after a change of role has another secret; requests on their way still pass, and then the old one ends', async () => {
  const owner = await server.signInPerson('acme', 'owner')
  const { cookie, member } = await server.signInPerson('acme', 'member')
  expect((await spaces(cookie)).headers).not.toHaveProperty('set-cookie')
  await owner.call('PATCH', `members/${member.personId}`, { role: 'manager' })

  const answers = await Promise.all([spaces(cookie), spaces(cookie), spaces(cookie)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const renewals = answers.filter(({ headers }) => headers['set-cookie'] !== undefined)
  expect(renewals).toHaveLength(1)
  const next = renewals[0] === undefined ? '' : cookieOf(renewals[0])
  const [name] = cookie.split('=', 1)
  expect(String(renewals[0]?.headers['set-cookie'])).toMatch(
    new RegExp(`^${name}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax$`),
  )
  expect(next).not.toBe(cookie)
  expect((await spaces(next)).headers).not.toHaveProperty('set-cookie')
  expect((await owner.call('GET', 'spaces')).headers).not.toHaveProperty('set-cookie')

  clock.forward(10_000)
  expect([(await spaces(cookie)).status, (await spaces(next)).status]).toEqual([401, 200])
})

it('WB-01 E18 neither secret outlives the membership', async () => {
  const owner = await server.signInPerson('acme', 'owner')
  const { cookie, member } = await server.signInPerson('acme', 'member')
  await owner.call('PATCH', `members/${member.personId}`, { role: 'admin' })
  const next = cookieOf(await spaces(cookie))
  await server.scim('acme', 'DELETE', `/Users/${member.scimId}`)
  expect([(await spaces(cookie)).status, (await spaces(next)).status]).toEqual([401, 401])
})

it('WB-01 whoever signs out with a secret that is due is out', async () => {
  const owner = await server.signInPerson('acme', 'owner')
  const person = await server.signInPerson('acme', 'member')
  await owner.call('PATCH', `members/${person.member.personId}`, { role: 'admin' })
  const out = await server.call('DELETE', '/api/session', { headers: { cookie: person.cookie, ...SAME_ORIGIN } })
  expect(out.status).toBe(204)
  for (const cookie of [person.cookie, cookieOf(out)]) expect((await spaces(cookie)).status).toBe(401)
})
