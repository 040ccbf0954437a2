import { OWN_CHECK, type Profile, type ScimRequest } from '@scimulator/sim-kit'
import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { lifecycleOverHttp } from '../testing/over-http.ts'
import { createResponder, type Fault } from '../testing/responder.ts'
import { EXACT } from '../testing/trace.ts'
import { aContext, fortyPeople } from '../testing/world.ts'
import { vendor } from '../vendor.ts'

const targets: Readonly<Record<string, Fault>> = {
  'is right': () => undefined,
  'loses additions of members': ({ shape }) => (shape === 'add-members' ? { status: 204 } : undefined),
  'ignores disabling': ({ shape }) => (shape === 'disable-user' ? { status: 204 } : undefined),
  'deletes nothing': ({ shape }) => (shape === 'delete-user' ? { status: 204 } : undefined),
  'fails for one of them': ({ body }) => (body?.userName === 'p4@contoso.com' ? { status: 500 } : undefined),
  'has nothing when the simulator asks': ({ shape }) => (shape === OWN_CHECK ? { status: 404 } : undefined),
  'is silent when the simulator asks': ({ shape }) => (shape === OWN_CHECK ? { silence: 'reset' } : undefined),
}

describe.each(vendor.profiles.map((profile) => [profile.id, profile] as const))('profile %s', (_id, profile) => {
  test.each(Object.entries(targets))(
    'a target that %s hears the same from the service, read back or not',
    (_is, fault) => {
      const [checked, bare] = [{}, EXACT].map((knobs) => lifecycle(profile, fault, knobs))
      expect(checked?.filter(({ shape }) => shape !== OWN_CHECK)).toEqual(bare)
      const own = checked?.filter(({ shape }) => shape === OWN_CHECK) ?? []
      expect(own.length).toBeGreaterThan(0)
      expect(own.filter(({ method, quirks }) => method !== 'GET' || quirks !== undefined)).toEqual([])
    },
  )

  test('a run counts, covers and rests on the same, read back or not', async () => {
    const [checked, bare] = [
      (await lifecycleOverHttp(profile)).report,
      (await lifecycleOverHttp(profile, EXACT)).report,
    ]
    for (const { findings } of [checked, bare]) expect(findings).toEqual([])
    const { ownChecks, steps: _steps, ...counted } = checked.counters
    const { steps: _bareSteps, ...expected } = bare.counters
    expect(ownChecks).toBeGreaterThan(0)
    expect(counted).toEqual(expected)
    expect(checked.coverage).toEqual(bare.coverage)
    expect(checked.inferred).toEqual(bare.inferred)
    const own = checked.steps.filter(({ exchanges }) => exchanges.some(({ shape }) => shape === OWN_CHECK))
    expect(own).toEqual(checked.steps.filter(({ ownCheck }) => ownCheck))
    expect(own.flatMap(({ exchanges }) => exchanges)).toHaveLength(ownChecks ?? 0)
  })
})

function lifecycle(profile: Profile, fault: Fault, knobs: Readonly<Record<string, string>>): ScimRequest[] {
  const scenario = profile.scenarios.find(({ id }) => id === 'lifecycle')
  if (scenario === undefined) throw new TypeError('no lifecycle')
  return play(scenario.play(aContext(fortyPeople(), knobs)), createResponder(fault).answer).requests
}
