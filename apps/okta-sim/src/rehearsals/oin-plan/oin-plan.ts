import { type Behaviour, type Rehearsal, rehearse, type ScenarioContext } from '@scimulator/sim-kit'
import { ORG_DEFAULT, ORG_PROFILES } from '../profiles.ts'
import { GROUP_CHANGE_TESTS, PUSH_TESTS } from './group-tests.ts'
import { openOrg } from './org.ts'
import { CHANGE_TESTS, CONNECTION_TESTS, CREATE_TESTS, IMPORT_TESTS } from './people-tests.ts'
import { SKIPPED_CASES } from './skipped-cases.ts'
import { PLAN_EVIDENCE, type PlanTest } from './stage.ts'

const TESTS: readonly PlanTest[] = [
  ...CONNECTION_TESTS,
  ...CREATE_TESTS,
  ...CHANGE_TESTS,
  ...IMPORT_TESTS,
  ...PUSH_TESTS,
  ...GROUP_CHANGE_TESTS,
]

/** Okta's manual plan for integrations of the OIN; an app integration of the simulator plays the org. */
export const oinPlan: Rehearsal = {
  id: 'oin-plan',
  label: 'Okta OIN test plan v2',
  summary:
    'The plan’s cases by their numbers: an act in the org, then a look at the target. People stay there, inactive',
  evidence: PLAN_EVIDENCE,
  options: [
    {
      id: 'profile',
      summary: 'the app integration that plays the org',
      values: [...ORG_PROFILES.keys()],
      default: ORG_DEFAULT.id,
    },
  ],
  profileOption: 'profile',
  cases: [...TESTS, ...SKIPPED_CASES].map(({ one }) => one),
  play,
}

function* play(context: ScenarioContext, options: Readonly<Record<string, string>>): Behaviour<void> {
  const profile = ORG_PROFILES.get(options.profile ?? '') ?? ORG_DEFAULT
  const org = openOrg(profile, context)
  const began = context.now().toISOString()
  for (const { one, play: playOne } of TESTS) {
    const look = yield* playOne({ shape: one.id, random: context.random(`plan ${one.id} ${began}`), org })
    yield* rehearse(oinPlan, one, look)
  }
  for (const { one, reason } of SKIPPED_CASES) {
    yield* rehearse(oinPlan, one, function* () {
      return { outcome: 'skip', reason }
    })
  }
  const { people, groups } = org.directory()
  for (const group of groups) yield* org.order('unlink', { group, options: { group: 'delete' } })
  for (const person of people) if (person.active) yield* org.order('unassign', { person })
}
