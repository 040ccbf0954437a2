/**
 * API Connection > Enable: one look-up of a userName that cannot exist; nothing is provisioned (vendor's docs).
 * @see RFC 7644 §3.4.2.2 Filtering — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { type Answer, type Behaviour, type StepResult, step } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { FindingId } from '../checks/finding-rules.ts'
import { tell } from '../checks/findings.ts'
import { readList } from '../checks/list-response.ts'
import { answerText } from '../messages/words.ts'
import { lookupPath } from '../paths.ts'
import { call, statusOf } from './call.ts'

const SHAPE = 'enable-probe'

/** Presses Enable. True when the API Status is Enabled afterwards. */
export function* enableApiConnection(app: OneLoginApp): Behaviour<boolean> {
  const result = yield* step({ kind: 'connection', name: 'API Connection' }, 'testConnection', () => probe(app))
  const enabled = result.outcome === 'succeeded'
  // A failed Enable leaves the app as new: only Disable closes it.
  app.saved.console.apiStatus = enabled ? 'Enabled' : null
  return enabled
}

function* probe(app: OneLoginApp): Behaviour<StepResult> {
  const path = lookupPath(app.impossibleUserName())
  const answer = yield* call(app, {
    shape: SHAPE,
    method: 'GET',
    path,
    quirks: ['dangling-ampersand', 'form-encoded-filter', 'impossible-user-probe'],
  })
  const wrong = judge(answer)
  if (wrong === undefined) return { outcome: 'succeeded', reason: 'API Status: Enabled' }
  yield* tell(app, wrong, answer, answerText(answer))
  return { outcome: 'failed', reason: `API Status: Disabled: ${answerText(answer)}` }
}

function judge(answer: Answer): FindingId | undefined {
  const status = statusOf(answer)
  if (status === 404) return undefined
  if (status === 401 || status === 403) return 'enable-token-refused'
  if (status !== 200) return 'enable-refused'
  const list = readList(answer)
  if (list === undefined) return 'enable-no-list'
  return list.listed.length === 0 ? undefined : 'enable-filter-ignored'
}
