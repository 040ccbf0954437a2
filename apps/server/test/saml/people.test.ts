import type { Member } from '@scimulator/admin-api'
import { describe, expect, it } from 'vitest'
import { ASSERTION_SIGNED, BOTH_SIGNED, LONG_LIVED, type Shape } from './forge.ts'
import {
  ANN,
  type Answer,
  type Browser,
  createBegunWorld,
  createSamlWorld,
  good,
  OPERATOR,
  type SamlWorld,
} from './world.ts'

async function signIn(
  world: SamlWorld,
  browser: Browser,
  nameId = ANN,
  shape: Shape = ASSERTION_SIGNED,
): Promise<Answer> {
  return browser.answer(good(world, await browser.begin(), { nameId, shape }))
}

async function members(world: SamlWorld): Promise<readonly Member[]> {
  return (await world.product.members.list(world.acme, { startIndex: 1, count: 100 })).members
}

describe('A12 somebody who has left the team', () => {
  it('is refused by SAML with a page that says so, and their session is over', async () => {
    const world = await createBegunWorld()
    const { browser1, acme, ann, product } = world
    await world.add('owner@acme.example', { role: 'owner' })
    await browser1.answer(good(world, world.flow))
    expect(await browser1.personId()).toBe(ann.personId)
    await product.members.change(acme, ann.personId, { state: 'inactive' }, OPERATOR)
    expect(await browser1.personId()).toBeUndefined()
    const answer = await signIn(world, browser1)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('You are no longer in the team Team &lt;acme&gt;')
    expect(answer.text).not.toContain('Try again')
    const [row] = await world.audit()
    const reference = /<code>([0-9A-F]{8})<\/code>/.exec(answer.text)?.[1]
    expect(row).toMatchObject({
      action: 'signIn.refused',
      actor: { kind: 'sign-on', id: null },
      subject: { kind: 'person', id: ann.personId },
      after: { reason: `"${ANN}" is not active in the team.`, reference },
      requestId: reference,
    })
    expect((await world.signOn.settings(acme)).refusals[0]).toMatchObject({ reference, reason: row?.after?.reason })
    expect(await world.sessions()).toBe(0)
  })

  it.each([true, false])('stays out when signing in makes members (%s)', async (jit) => {
    const world = await createBegunWorld()
    await world.add('owner@acme.example', { role: 'owner' })
    await world.signOn.change(world.acme, { jit }, OPERATOR)
    await world.product.members.change(world.acme, world.ann.personId, { state: 'inactive' }, OPERATOR)
    const answer = await signIn(world, world.browser1)
    expect(answer.text).toContain('You are no longer in the team')
    expect((await members(world)).map(({ userName, state }) => `${userName} ${state}`).sort()).toEqual([
      `${ANN} inactive`,
      'owner@acme.example active',
    ])
  })

  it('A15 comes in again once they are active again', async () => {
    const world = await createBegunWorld()
    const { acme, ann, product, browser1 } = world
    await world.add('owner@acme.example', { role: 'owner' })
    await product.members.change(acme, ann.personId, { state: 'inactive' }, OPERATOR)
    expect((await signIn(world, browser1)).status).toBe(403)
    await product.members.change(acme, ann.personId, { state: 'active' }, OPERATOR)
    expect((await signIn(world, browser1)).status).toBe(303)
    expect(await browser1.personId()).toBe(ann.personId)
  })

  it('is not let in by the answer that was on its way when they left', async () => {
    const world = await createBegunWorld()
    await world.add('owner@acme.example', { role: 'owner' })
    const samlResponse = good(world, world.flow)
    await world.product.members.change(world.acme, world.ann.personId, { state: 'inactive' }, OPERATOR)
    expect((await world.browser1.answer(samlResponse)).status).toBe(403)
    expect(await world.sessions()).toBe(0)
  })
})

describe('somebody whom the team does not know', () => {
  it('is told whom to ask', async () => {
    const world = await createSamlWorld()
    const answer = await signIn(world, world.browser())
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('You are not a member of Team &lt;acme&gt;')
    expect(await members(world)).toEqual([])
    expect(await world.lastReason()).toMatch(/is no member/)
    // The log keeps its rows for good, so it names nobody whose data could not be erased from it.
    const [row] = await world.audit()
    expect(row).toMatchObject({ action: 'signIn.refused', subject: { kind: 'team' }, after: { reason: 'unknown' } })
    expect(JSON.stringify(row)).not.toContain(ANN)
  })

  it.each([BOTH_SIGNED, ASSERTION_SIGNED, LONG_LIVED])(
    "becomes a member where signing in makes members, named by $name's attributes",
    async (shape) => {
      const world = await createSamlWorld()
      await world.signOn.change(world.acme, { jit: true, jitRole: 'guest' }, OPERATOR)
      const browser = world.browser()
      expect((await signIn(world, browser, ANN, shape)).status).toBe(303)
      const [member] = await members(world)
      expect(member).toMatchObject({ userName: ANN, email: ANN, role: 'guest', origin: 'sign-on', state: 'active' })
      expect(member?.displayName).toMatch(/Ann.*Lee/)
      expect(await browser.personId()).toBe(member?.personId)
      // Once: the second sign-in finds them.
      expect((await signIn(world, browser, ANN, shape)).status).toBe(303)
      expect(await members(world)).toHaveLength(1)
    },
  )

  it('becomes one member when two tabs sign in at the same time', async () => {
    const world = await createSamlWorld()
    await world.signOn.change(world.acme, { jit: true }, OPERATOR)
    const browser = world.browser()
    const flows = [await browser.begin(), await browser.begin()]
    const answers = await Promise.all(flows.map((flow) => browser.answer(good(world, flow))))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await members(world)).toHaveLength(1)
  })

  it('E13 is told that the team is full, and nothing is left of them', async () => {
    const world = await createSamlWorld({ seats: 1 })
    await world.add('owner@acme.example', { role: 'owner' })
    await world.signOn.change(world.acme, { jit: true }, OPERATOR)
    const answer = await signIn(world, world.browser())
    expect([answer.status, answer.text.includes('has no free seat')]).toEqual([403, true])
    expect(await members(world)).toHaveLength(1)
  })
})

describe('somebody who was invited', () => {
  it.each([true, false])(
    'accepts by signing in, with the role of the invitation (members made by signing in: %s)',
    async (jit) => {
      const world = await createSamlWorld()
      await world.signOn.change(world.acme, { jit, jitRole: 'guest' }, OPERATOR)
      await world.product.members.invite(world.acme, ANN, 'manager', OPERATOR)
      const browser = world.browser()
      expect((await signIn(world, browser)).status).toBe(303)
      const [member, ...others] = await members(world)
      expect(member).toMatchObject({ userName: ANN, role: 'manager', state: 'active' })
      expect(others).toEqual([])
      expect(await browser.personId()).toBe(member?.personId)
    },
  )

  it('is found by the whole address, not by a part of it', async () => {
    const world = await createSamlWorld()
    await world.product.members.invite(world.acme, `jo${ANN}`, 'admin', OPERATOR)
    expect((await signIn(world, world.browser())).status).toBe(403)
    expect((await members(world)).map(({ state }) => state)).toEqual(['invited'])
  })
})

it('E22 a person of two teams comes into the one they sign in to, and no other', async () => {
  const world = await createBegunWorld()
  const { browser1, globex, product } = world
  await product.members.add(globex, { userName: ANN, role: 'owner', origin: 'founder' }, OPERATOR)
  await browser1.answer(good(world, world.flow))
  expect(await browser1.personId()).toBe(world.ann.personId)
  expect(await browser1.personId(globex)).toBeUndefined()
})
