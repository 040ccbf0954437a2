import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, it } from 'vitest'
import { openApp } from '../src/app/app.ts'
import { assignUser } from '../src/behaviours/assign-user.ts'
import { importNow } from '../src/behaviours/import.ts'
import { updateUser } from '../src/behaviours/push-profile.ts'
import { knobs } from '../src/evidence/knobs.ts'
import { aiwIntegration } from '../src/profiles/aiw.ts'
import { act } from './act.ts'
import { aContext, profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { Responder } from './responder.ts'

describe('409 to a name', () => {
  it('lays a name that is taken to the admin who gave it, where the target shows who has it or was not asked', () => {
    const directory = aDirectory(3, 1)
    const [first, second] = directory.people
    if (!first || !second) throw new Error('too few people')
    for (const profile of Object.values(profiles)) {
      const responder = new Responder()
      const context = aContext(directory, { importGroups: 'off' })
      for (const person of [first, second]) play(act(profile, 'assign', context, { person }), responder.respond)
      const { findings } = play(
        act(profile, 'edit', context, { person: second, changes: { userName: first.userName } }),
        responder.respond,
      )
      expect(findings.map(({ id, whose }) => [id, whose])).toEqual([['user-name-taken', 'configuration']])
      for (const group of directory.groups) play(act(profile, 'push', context, { group }), responder.respond)
      const other = { id: 'other', displayName: 'Other', members: [] }
      play(act(profile, 'push', context, { group: other }), responder.respond)
      const renamed = { ...other, displayName: 'TEAM "0"' }
      const clash = play(act(profile, 'push', context, { group: renamed }), responder.respond)
      expect(clash.findings.map(({ id, whose }) => [id, whose])).toEqual([['group-name-taken', 'configuration']])
      expect(clash.steps.map(({ result }) => result?.outcome)).toEqual(['failed'])
    }
  })

  it('lays a name that Okta itself gave somebody else to the admin, also after an import', () => {
    const responder = new Responder()
    const directory = aDirectory(2, 0)
    const [first, second] = directory.people
    if (!first || !second) throw new Error('too few people')
    const app = openApp(aContext(directory), { ...aiwIntegration, knobs })
    const { findings } = play(
      (function* () {
        yield* importNow(app, 'Import Now')
        for (const person of [first, second]) yield* assignUser(app, person)
        yield* updateUser(app, { ...second, userName: first.userName.toUpperCase() })
      })(),
      responder.respond,
    )
    expect(findings.map(({ id }) => id)).toEqual(['user-name-taken'])
  })

  it('lays a POST that meets 409 to the admin where no look-up was made and nothing was imported', () => {
    const responder = new Responder()
    const group = { id: 'g', displayName: 'Team', members: [] }
    play(act(profiles.template, 'push', aContext(aDirectory(1, 0)), { group }), responder.respond)
    const blind = aContext(aDirectory(1, 0), { groupPrecheck: 'off', importGroups: 'off' })
    const { findings } = play(act(profiles.template, 'push', blind, { group }), responder.respond)
    expect(findings.map(({ id, whose }) => [id, whose])).toEqual([['group-name-taken', 'configuration']])
  })
})
