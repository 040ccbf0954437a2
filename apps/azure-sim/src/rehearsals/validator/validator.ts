import type { Behaviour, HeaderContext, Rehearsal, ScenarioContext } from '@scimulator/sim-kit'
import { validator as evidence } from '../../evidence/evidence.ts'
import { playTest, type SuiteTest } from '../scene.ts'
import { GROUP_CHANGE_TESTS, GROUP_PREVIEWS, GROUP_TESTS } from './group-tests.ts'
import { DEFAULT_ATTRIBUTES, ENTRA_ATTRIBUTES, rootOf, type TestData } from './test-data.ts'
import { ATTRIBUTE_TESTS, MANAGER_TESTS, OPERATION_PREVIEWS } from './user-patch-tests.ts'
import { USER_LIFE_TESTS, USER_PREVIEWS, USER_TESTS } from './user-tests.ts'

const TESTS: readonly SuiteTest<TestData>[] = [
  ...USER_TESTS,
  ...ATTRIBUTE_TESTS,
  ...MANAGER_TESTS,
  ...USER_LIFE_TESTS,
  ...GROUP_TESTS,
  ...GROUP_CHANGE_TESTS,
  ...OPERATION_PREVIEWS,
  ...USER_PREVIEWS,
  ...GROUP_PREVIEWS,
]

/** The list of tests of Microsoft's SCIM Validator. */
export const scimValidator: Rehearsal = {
  id: 'validator',
  label: 'Microsoft SCIM Validator',
  summary: 'Every test makes random Users and Groups of its own, changes them and looks at what it gets back',
  evidence: evidence('results of seven runs with the default attributes, one with those of an Entra schema'),
  options: [
    {
      id: 'data',
      summary: 'attributes tested: those the validator begins with, or those of an Entra schema',
      values: ['default', 'entra'],
      default: 'default',
    },
    {
      id: 'manager',
      summary: 'how a manager is written: the id alone (later runs), or an object with value (February 2026)',
      values: ['string', 'object'],
      default: 'string',
    },
    {
      id: 'without',
      summary: 'attributes unticked in the list of those that are tested, with commas: roles,profileUrl',
      default: '',
    },
    {
      id: 'afterwards',
      summary: 'what becomes of the resources of a test; that the validator keeps them is inferred from its results',
      values: ['delete', 'keep'],
      default: 'delete',
    },
  ],
  cases: TESTS.map(({ one }) => one),
  headers: composeHeaders,
  play,
}

function* play(context: ScenarioContext, options: Readonly<Record<string, string>>): Behaviour<void> {
  const unticked = new Set((options.without ?? '').split(',').map((name) => name.trim()))
  const entra = options.data === 'entra'
  const data: TestData = {
    id: entra ? 'entra' : 'default',
    attributes: (entra ? ENTRA_ATTRIBUTES : DEFAULT_ATTRIBUTES).filter(({ target }) => !unticked.has(rootOf(target))),
    manager: options.manager === 'object' ? 'object' : 'string',
  }
  const began = context.now().toISOString()
  for (const test of TESTS) {
    const random = context.random(`validator ${test.one.id} ${began}`)
    yield* playTest(scimValidator, test, data, random, options.afterwards !== 'keep')
  }
}

/** Captured: no User-Agent, no Accept; Content-Type with a body. Authorization is hidden there, the order is inferred. */
function composeHeaders({ authorization, contentLength, host }: HeaderContext): readonly (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = [
    ['Authorization', authorization],
    ['Host', host],
  ]
  if (contentLength === undefined) return lines
  return [...lines, ['Content-Type', 'application/scim+json; charset=utf-8'], ['Content-Length', String(contentLength)]]
}
