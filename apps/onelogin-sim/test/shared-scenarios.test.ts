import { selectScenario } from '@scimulator/sim-kit'
import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { v2Enterprise } from '../src/profiles/v2-enterprise.ts'
import { aContext, aFullDirectory } from './context.ts'
import { ScimResponder } from './scim-responder.ts'

function played(id: string, knobs: Record<string, string>): { blamed: string[]; failed: string[]; whose: string[] } {
  const { scenario } = selectScenario(v2Enterprise, id)
  const { findings, steps } = play(scenario.play(aContext(aFullDirectory(), knobs)), new ScimResponder().respond)
  return {
    blamed: findings.filter(({ whose }) => whose === 'server').map(({ title }) => title),
    failed: steps.filter(({ result }) => result?.outcome === 'failed').map(({ subject }) => subject.name),
    whose: [...new Set(findings.map(({ id: finding, whose, level }) => `${finding} ${whose} ${level ?? 'error'}`))],
  }
}

const ids = ['rename', 'rehire', 'mass-leave', 'reorg', 'big-group', 'churn', 'import']

describe.each([
  ['with the defaults', {}],
  ['with suspended people left alone', { 'when-suspended': 'Do Nothing' }],
  ['with leavers left alone', { leavers: 'app access removed', 'when-app-removed': 'Do Nothing' }],
  ['with Delete for leavers', { leavers: 'app access removed', 'when-app-removed': 'Delete' }],
  ['with the approval boxes ticked', { 'admin-approval': 'ticked' }],
])('%s', (_name, knobs) => {
  test.each(ids)('%s blames a target that does as it is told for nothing', (id) => {
    expect(played(id, knobs)).toMatchObject({ blamed: [], failed: [] })
  })
})

test.each([
  ['mass-leave', { 'when-suspended': 'Do Nothing' }],
  ['rehire', { 'when-suspended': 'Do Nothing' }],
  ['rehire', { 'admin-approval': 'ticked' }],
  ['rename', { 'admin-approval': 'ticked' }],
])('what %s does not find because of %j is a warning about the configuration', (id, knobs) => {
  expect(played(id, knobs).whose).toEqual(['expectationNotMet configuration warn'])
})
