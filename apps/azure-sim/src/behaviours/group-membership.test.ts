import { withPerson } from '@scimulator/sim-kit'
import { play } from '@scimulator/sim-kit/testing'
import { expect, test } from 'vitest'
import { expectedTarget } from '../job/expected.ts'
import { openJob } from '../job/job.ts'
import { dropLinks } from '../job/links.ts'
import { createResponder } from '../testing/responder.ts'
import { EXACT } from '../testing/trace.ts'
import { aContext, aliceAndBob, aPerson, DEFAULT_SETUP } from '../testing/world.ts'
import { incrementalCycle } from './incremental-cycle.ts'
import { initialCycle } from './initial-cycle.ts'

test('a member who was out of scope is not sent with a later change of the group, but after a restart', () => {
  const directory = aliceAndBob()
  const [alice, bob] = directory.people
  if (!alice || !bob) throw new TypeError('no Alice or Bob')
  const early = withPerson(directory, { ...bob, active: false })
  const carol = aPerson('carol')
  const responder = createResponder()
  const job = openJob(DEFAULT_SETUP, aContext(directory, EXACT))
  play(initialCycle(job, early), responder.answer)
  play(incrementalCycle(job, early, directory), responder.answer)
  const grown = {
    people: [...directory.people, carol],
    groups: [{ id: 'sales', displayName: 'Sales', members: ['alice', 'bob', 'carol'] }],
  }
  play(incrementalCycle(job, directory, grown), responder.answer)
  const members = (): unknown => responder.groups.get('Groups-2')?.members
  expect(members()).toEqual([{ value: 'Users-1' }, { value: 'Users-4' }])
  expect(expectedTarget(grown, job).groups).toEqual([
    { displayName: 'Sales', members: ['alice@contoso.com', 'carol@contoso.com'] },
  ])
  dropLinks(job.links)
  play(initialCycle(job, grown), responder.answer)
  expect(members()).toHaveLength(3)
})
