import { roleSchema } from '@scimulator/admin-api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld, OPERATOR, SUPPORT, type World } from './world.ts'

const NAMES = ['ann@x.example', 'bob@x.example', 'cy@x.example'] as const

const name = fc.constantFrom(...NAMES)
const active = fc.boolean()
const step = fc.oneof(
  fc.record({ do: fc.constant('post' as const), name, active }),
  fc.record({ do: fc.constant('patch' as const), name, active }),
  fc.record({ do: fc.constant('put' as const), name, active, as: name }),
  fc.record({ do: fc.constant('delete' as const), name }),
  fc.record({ do: fc.constant('role' as const), name, role: fc.constantFrom(...roleSchema.options) }),
  fc.record({ do: fc.constant('state' as const), name, active }),
  fc.record({ do: fc.constant('invite' as const), name }),
  fc.record({ do: fc.constant('signIn' as const), name }),
  fc.record({ do: fc.constant('purge' as const), name }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function take({ scim, post, patch, put, remove, product, acme }: World, now: Step): Promise<void> {
  const { body } = await scim('GET', `/Users?filter=${encodeURIComponent(`userName eq "${now.name}"`)}`)
  const id = (body.Resources as { id: string }[] | undefined)?.[0]?.id ?? 'none'
  const { members } = await product.members.list(acme, { q: now.name, startIndex: 1, count: 10 })
  const personId = members[0]?.personId ?? 'none'
  const { change, invite, purge } = product.members
  const state = 'active' in now && now.active ? 'active' : 'inactive'
  if (now.do === 'post') await post(now.name, { active: now.active })
  if (now.do === 'patch') await patch(id, { active: now.active })
  if (now.do === 'put') await put(id, now.as, { active: now.active })
  if (now.do === 'delete') await remove(id)
  const byHand = {
    role: () => change(acme, personId, { role: now.do === 'role' ? now.role : 'member' }, OPERATOR),
    state: () => change(acme, personId, { state }, OPERATOR),
    invite: () => invite(acme, now.name, 'guest', OPERATOR),
    signIn: () => product.sessions.start(acme, personId, { by: 'link', client: '' }, OPERATOR),
    purge: () => purge(acme, personId, SUPPORT),
  }
  if (now.do in byHand) {
    // A refusal is an outcome like another; anything else is a failure of ours.
    await byHand[now.do as keyof typeof byHand]().catch((error: unknown) =>
      expect(error).toMatchObject({ name: 'ProductRefusal' }),
    )
  }
}

async function checkLaws({ product, acme, store }: World, hadOwner: boolean): Promise<boolean> {
  const { members } = await product.members.list(acme, { startIndex: 1, count: 100 })
  const users = await store.read(acme.id).query({ resourceType: 'User', startIndex: 1, count: 100 })
  const seen = users.resources
    .map(({ id, attributes }) => [id, attributes.userName, attributes.active !== false])
    .sort()
  const known = members
    .filter(({ scimId }) => scimId !== null)
    .map(({ scimId, userName, state }) => [scimId, userName, state === 'active'])
    .sort()
  expect(known).toEqual(seen)
  for (const { scimId, state, deactivatedAt } of members) {
    expect(state !== 'active' || scimId !== null).toBe(true)
    expect(deactivatedAt === null).toBe(state !== 'inactive')
  }
  const owners = members.filter(({ role, state }) => role === 'owner' && state === 'active').length
  if (hadOwner) expect(owners).toBeGreaterThan(0)
  const rows = await store.readTables((database) => ({
    sessions: database.prepare('select distinct person from product_session').pluck().all(),
    people: database.prepare('select id from product_person order by id').pluck().all(),
    count: database.prepare('select active from product_member_count').pluck().get() ?? 0,
  }))
  const activePeople = members.filter(({ state }) => state === 'active').map(({ personId }) => personId)
  expect(activePeople).toEqual(expect.arrayContaining(rows.sessions))
  expect(rows.people).toEqual(members.map(({ personId }) => personId).sort())
  expect(rows.count).toBe(activePeople.length)
  return owners > 0
}

test('whatever is done in whatever order: Users and memberships are one to one, an owner stays, only active people have sessions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const world = await createWorld()
      let hadOwner = false
      for (const now of steps) {
        await take(world, now)
        hadOwner = await checkLaws(world, hadOwner)
      }
    }),
    { numRuns: 40, seed: 7643 },
  )
})
