import { expect } from 'vitest'
import type { Message } from './forge.ts'
import { ANN, createBegunWorld, type Flow, good, type SamlWorld } from './world.ts'

/** Somebody whom an attacker would like to be. */
export const EVE = 'owner@acme.example'

/** A message that must be refused: what makes it out of a good one, and what the admin reads. */
export interface Refused {
  readonly reason: RegExp
  /** Default: a good message. */
  readonly message?: (message: Message) => Partial<Message>
  /** Default: the signed message in Base64. */
  readonly encode?: (samlResponse: string) => string
}

/**
 * Posts a message to a team that knows both the person and whom the attacker would like to be, and checks that nobody is
 * signed in, that the page tells nothing, that the reason is written down, and that nothing was spent: the honest answer
 * to the same request still works.
 */
export async function expectRefused({ reason, message = () => ({}), encode = same }: Refused): Promise<void> {
  const world = await createBegunWorld()
  await world.add(EVE, { role: 'owner' })
  const { browser1, flow } = world
  const bad = encode(good(world, flow, message(world.message(flow.requestId))))
  const answer = await browser1.answer(bad)
  expect({ status: answer.status, reason: await world.lastReason() }).toEqual({ status: 403, reason: matching(reason) })
  expect(answer.text).toContain('Signing in to Team &lt;acme&gt; did not work')
  expect(answer.text).not.toMatch(/evil|script>/)
  await expectNothingHappened(world, browser1.cookies)
  await expectHonestAnswerWorks(world, flow)
}

async function expectNothingHappened(world: SamlWorld, cookies: ReadonlyMap<string, string>): Promise<void> {
  expect(await world.sessions()).toBe(0)
  expect([...cookies.keys()].filter((name) => name.startsWith('scimulator_person'))).toEqual([])
  const [row] = await world.audit()
  expect(row).toMatchObject({ action: 'signIn.refused', actor: { kind: 'sign-on' }, subject: { kind: 'team' } })
}

async function expectHonestAnswerWorks(world: Awaited<ReturnType<typeof createBegunWorld>>, flow: Flow): Promise<void> {
  const answer = await world.browser1.answer(good(world, flow))
  expect({ status: answer.status, reason: await world.lastReason() }).toMatchObject({ status: 303 })
  expect(await world.browser1.personId()).toBe(world.ann.personId)
}

function same(text: string): string {
  return text
}

/** The part of a text that a pattern finds. */
export function part(xml: string, pattern: RegExp): string {
  const found = pattern.exec(xml)?.[0]
  if (found === undefined) throw new Error(`There is no ${pattern} in the message.`)
  return found
}

/** Replaces a part of a text that must be there. */
export function swap(from: string | RegExp, to: string): (xml: string) => string {
  return (xml) => {
    const changed = xml.replace(from, () => to)
    if (changed === xml) throw new Error(`There is no ${String(from)} in the message.`)
    return changed
  }
}

/** The name of the person replaced by that of whom the attacker would like to be. */
export function toEve(xml: string): string {
  return swap(ANN, EVE)(xml)
}

/** What a text must match, for `toEqual`. */
export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern)
}

/** The refusal of what an admin hands over, for `toEqual`. */
export function refusal(reason: RegExp): object {
  return { name: 'ProductRefusal', code: 'invalid', message: matching(reason) }
}
