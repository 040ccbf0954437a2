import { expect, test } from 'vitest'
import { entry, objects } from '../job/read-state.ts'
import { defaultProfile } from '../profiles/default.ts'
import { type Lifecycle, lifecycleOverHttp } from '../testing/over-http.ts'

/** Everything a reader compares but ids and times, which the target gives. */
const told = ({ report, state }: Lifecycle): unknown => ({
  steps: report.steps.map(({ subject, action, outcome, cause, exchanges }) => [
    subject.name,
    action,
    outcome,
    cause,
    exchanges.map(({ shape, request }) => `${request.method} ${shape}`),
  ]),
  log: objects(entry(state.value, 'job'), 'log').map((row) => [row.sourceIdentity, row.provisioningAction]),
  expected: report.expected,
})

test('users side by side stand in one order in report and log, however long the target takes for whom', async () => {
  const often = await lifecycleOverHttp(defaultProfile, {}, (request) => (request % 2) * 40)
  const seldom = await lifecycleOverHttp(defaultProfile, {}, (request) => (request % 5 === 0 ? 60 : 0))
  expect(told(often)).toEqual(told(seldom))
})
