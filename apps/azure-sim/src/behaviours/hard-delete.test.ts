import { type Directory, withoutGroup, withoutPerson, withPerson } from '@scimulator/sim-kit'
import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { openJob } from '../job/job.ts'
import { createResponder, type Responder } from '../testing/responder.ts'
import { EXACT, PROBES, trace } from '../testing/trace.ts'
import { aContext, aliceAndBob, aPerson, DEFAULT_SETUP } from '../testing/world.ts'
import { incrementalCycle } from './incremental-cycle.ts'
import { initialCycle } from './initial-cycle.ts'

describe('escrow of a deletion', () => {
  const refusing = (shape: string): { responder: Responder; repair: () => void } => {
    let broken = true
    return {
      responder: createResponder((request) => (broken && request.shape === shape ? { status: 503 } : undefined)),
      repair: () => {
        broken = false
      },
    }
  }

  test.each([
    ['delete-user', 'DELETE /Users/Users-1', (directory: Directory) => withoutPerson(directory, 'alice')],
    ['delete-group', 'DELETE /Groups/Groups-3', (directory: Directory) => withoutGroup(directory, 'sales')],
  ])('a failed %s is tried again in the next cycle, once, from saved state too', (shape, line, purge) => {
    const { responder, repair } = refusing(shape)
    const context = aContext(aliceAndBob(), EXACT)
    const after = purge(aliceAndBob())
    play(initialCycle(openJob(DEFAULT_SETUP, context), aliceAndBob()), responder.answer)
    const failed = play(incrementalCycle(openJob(DEFAULT_SETUP, context), aliceAndBob(), after), responder.answer)
    expect(failed.steps.some(({ result }) => result?.outcome === 'failed')).toBe(true)
    repair()
    const retried = play(incrementalCycle(openJob(DEFAULT_SETUP, context), after, after), responder.answer)
    expect(trace(retried.requests)).toContain(line)
    expect(retried.steps.find(({ action }) => action.startsWith('remove'))?.cause).toMatch(/^Escrow/)
    const quiet = play(incrementalCycle(openJob(DEFAULT_SETUP, context), after, after), responder.answer)
    expect(trace(quiet.requests)).toEqual(PROBES)
  })
})

describe('existingAccounts', () => {
  const purgeOf = (existing: string, onLoopback: boolean): { requests: string[]; left: number } => {
    const directory = aliceAndBob()
    const responder = createResponder()
    play(initialCycle(openJob(DEFAULT_SETUP, aContext(directory, EXACT)), directory), responder.answer)
    const context = { ...aContext(directory, { ...EXACT, existingAccounts: existing }), onLoopback }
    const job = openJob(DEFAULT_SETUP, context)
    const everybody = { ...directory, people: [...directory.people, aPerson('carol')] }
    play(initialCycle(job, everybody), responder.answer)
    const { requests } = play(incrementalCycle(job, everybody, { people: [], groups: [] }), responder.answer)
    return { requests: trace(requests).filter((line) => line.startsWith('DELETE')), left: responder.users.size }
  }

  test.each([
    ['delete', false],
    ['onLoopback', true],
  ])('%s (on loopback: %s): whatever is linked is deleted, as the service does', (existing, onLoopback) => {
    const { requests, left } = purgeOf(existing, onLoopback)
    expect(requests).toHaveLength(4)
    expect(left).toBe(0)
  })

  test.each([
    ['keep', true],
    ['onLoopback', false],
  ])('%s (on loopback: %s): only what this job made is deleted', (existing, onLoopback) => {
    const { requests, left } = purgeOf(existing, onLoopback)
    expect(requests).toEqual(['DELETE /Users/Users-4'])
    expect(left).toBe(2)
  })
})

test('a person who was unassigned and comes back is managed again: a later purge deletes', () => {
  const directory = aliceAndBob()
  const [alice] = directory.people
  if (!alice) throw new TypeError('no Alice')
  const responder = createResponder()
  const job = openJob(DEFAULT_SETUP, aContext(directory, EXACT))
  play(initialCycle(job, directory), responder.answer)
  const away = withPerson(directory, { ...alice, active: false })
  play(incrementalCycle(job, directory, away), responder.answer)
  const link = job.links.people.get('alice')
  if (link) link.managed = false
  play(incrementalCycle(job, away, directory), responder.answer)
  const { requests } = play(incrementalCycle(job, directory, withoutPerson(directory, 'alice')), responder.answer)
  expect(trace(requests)).toContain('DELETE /Users/Users-1')
})
