import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, it } from 'vitest'
import { openApp } from '../src/app/app.ts'
import { assignUser } from '../src/behaviours/assign-user.ts'
import { importNow } from '../src/behaviours/import.ts'
import { updateUser } from '../src/behaviours/push-profile.ts'
import { knobs } from '../src/evidence/knobs.ts'
import { aiwIntegration } from '../src/profiles/aiw.ts'
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
      for (const person of [first, second]) play(profile.actions.assign(person, context), responder.respond)
      const { findings } = play(
        profile.actions.edit({ ...second, userName: first.userName }, context),
        responder.respond,
      )
      expect(findings.map(({ id, whose }) => [id, whose])).toEqual([['user-name-taken', 'configuration']])
      for (const group of directory.groups) play(profile.actions.pushGroup(group, context), responder.respond)
      const other = { id: 'other', displayName: 'Other', members: [] }
      play(profile.actions.pushGroup(other, context), responder.respond)
      const renamed = { ...other, displayName: 'TEAM "0"' }
      const clash = play(profile.actions.pushGroup(renamed, context), responder.respond)
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
    play(profiles.template.actions.pushGroup(group, aContext(aDirectory(1, 0))), responder.respond)
    const blind = aContext(aDirectory(1, 0), { groupPrecheck: 'off', importGroups: 'off' })
    const { findings } = play(profiles.template.actions.pushGroup(group, blind), responder.respond)
    expect(findings.map(({ id, whose }) => [id, whose])).toEqual([['group-name-taken', 'configuration']])
  })
})
