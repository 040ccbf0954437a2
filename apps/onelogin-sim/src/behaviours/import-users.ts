/**
 * Import of all accounts, behind a knob that is off: the call is documented, its form and moment are inferred.
 * @see RFC 7644 §3.4.2 Query Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import { compareKey } from '@scimulator/scim-core'
import { type Behaviour, notSent, type StepResult, step } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import { tell } from '../checks/findings.ts'
import { readList } from '../checks/list-response.ts'
import { IMPORT_SHAPE } from '../evidence/shapes.ts'
import { eventText } from '../messages/events.ts'
import { answerText } from '../messages/words.ts'
import { ownText } from '../own-json.ts'
import { call, statusOf } from './call.ts'

const MAX_PAGES = 1000
const USERS = { kind: 'directory', name: 'Users' } as const

/** Imports everybody where the knob says so; else records that matching is the look-up per person. */
export function* importUsers(app: OneLoginApp): Behaviour<void> {
  if (app.knob('bulk-import') === 'on') yield* step(USERS, 'import', () => readAll(app))
  else yield* notSent(USERS, 'import', 'No bulk import: each person is matched by a look-up of their userName')
}

/** GET /Users page by page, and who of them matches a login by userName: nobody is linked by it (inferred). */
export function* readAll(app: OneLoginApp): Behaviour<StepResult> {
  let [seen, matched, path] = [0, 0, '/Users']
  const names = new Set(app.people.map((person) => compareKey(app.userNameOf(person))))
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = yield* call(app, { shape: IMPORT_SHAPE.id, method: 'GET', path })
    const list = statusOf(answer) === 200 ? readList(answer) : undefined
    if (list === undefined) {
      yield* tell(app, 'import-refused', answer, answerText(answer))
      return { outcome: 'failed', reason: answerText(answer) }
    }
    seen += list.listed.length
    matched += list.listed.filter(({ resource }) => names.has(compareKey(ownText(resource, 'userName') ?? ''))).length
    if (list.listed.length === 0 || seen >= list.totalResults) break
    path = `/Users?startIndex=${seen + 1}&`
  }
  if (seen === 0) return { outcome: 'succeeded', reason: `No accounts (${eventText(66)})` }
  const unmatched = seen === matched ? '' : `, ${seen - matched} unmatched (${eventText(56)})`
  return {
    outcome: 'succeeded',
    reason: `${seen} read (${eventText(48)}), ${matched} matched${unmatched}; linking stays the look-up per person`,
  }
}
