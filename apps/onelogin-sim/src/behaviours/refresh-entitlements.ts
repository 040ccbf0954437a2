/**
 * Refresh entitlements: GET /Groups (documented; its parameters are not, so none are sent).
 * @see RFC 7644 §3.4.2 Query Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import { type Behaviour, notSent, type StepResult, step } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import { tell } from '../checks/findings.ts'
import { type Listed, readList } from '../checks/list-response.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { eventText } from '../messages/events.ts'
import { answerText } from '../messages/words.ts'
import { ownText } from '../own-json.ts'
import { call, statusOf } from './call.ts'

/** Pages read at most: a totalResults that is never reached must not keep the run alive. */
const MAX_PAGES = 1000

/** The groups of the app as listed, or why there is no list. */
export type GroupList =
  | { readonly kind: 'listed'; readonly groups: readonly Listed[]; readonly exchange: string }
  | { readonly kind: 'failed'; readonly why: string }

/** Imports the groups of the app as values of the Groups parameter. */
export function* refreshEntitlements(app: OneLoginApp): Behaviour<void> {
  const subject = { kind: 'directory', name: 'Entitlements' } as const
  if (!app.setup.sendsGroups) {
    yield* notSent(subject, 'import', 'Groups is not included in user provisioning', 'Refresh entitlements')
    return
  }
  yield* step(
    subject,
    'import',
    function* (): Behaviour<StepResult> {
      const list = yield* readGroups(app, 'get-groups')
      app.entitlementsReadable = list.kind === 'listed'
      if (list.kind === 'failed') return { outcome: 'failed', reason: list.why }
      adoptGroups(app, list.groups)
      return { outcome: 'succeeded', reason: `${list.groups.length} groups imported (${eventText(124)})` }
    },
    'Refresh entitlements',
  )
}

/** Reads the list of groups; 404 counts as no groups (inferred). */
export function* readGroups(app: OneLoginApp, shape: ShapeId): Behaviour<GroupList> {
  const groups: Listed[] = []
  let path = '/Groups'
  let exchange = ''
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = yield* call(app, { shape, method: 'GET', path })
    exchange = answer.exchange
    if (statusOf(answer) === 404 && page === 0) break
    const list = statusOf(answer) === 200 ? readList(answer) : undefined
    if (list === undefined) {
      const noList = statusOf(answer) === 200
      yield* tell(app, noList ? 'groups-no-list' : 'groups-refused', answer, answerText(answer))
      return { kind: 'failed', why: noList ? 'the answer is no list of groups' : answerText(answer) }
    }
    groups.push(...list.listed)
    const complete = list.listed.length === 0 || groups.length >= list.totalResults
    if (complete || app.knob('groups-paging') === 'first-page') break
    path = `/Groups?startIndex=${groups.length + 1}&`
  }
  return { kind: 'listed', groups, exchange }
}

/** Takes listed groups over as entitlements, by displayName. */
export function adoptGroups(app: OneLoginApp, groups: readonly Listed[]): void {
  const known = new Map(app.saved.entitlements.map((entitlement) => [entitlement.name, entitlement]))
  for (const { id, resource } of groups) {
    const name = ownText(resource, 'displayName')
    if (name === undefined) continue
    const entitlement = known.get(name)
    if (entitlement !== undefined) entitlement.id = id
    else app.saved.entitlements.push({ name, id, role: 'never' })
  }
}
