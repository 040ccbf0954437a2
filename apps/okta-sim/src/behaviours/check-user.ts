/**
 * @see RFC 7644 §3.4.2.2 Filtering — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import type { JsonObject } from '@scimulator/scim-core'
import type { Behaviour, Person, StepResult } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { found } from '../findings/report.ts'
import { ownText } from '../mapping/json.ts'
import { appUserName } from '../mapping/values.ts'
import { ask } from '../requests/ask.ts'
import { readList } from '../requests/list-reply.ts'
import { checkUser } from '../requests/users.ts'
import { failProvisioning } from './fail-provisioning.ts'

/** An account the existence check found. */
export interface Match {
  readonly account: JsonObject
  readonly exchange: string
}

/** What the existence check says. */
export type Checked = { readonly match: Match | undefined; readonly exchange: string } | { readonly failed: StepResult }

/** Looks a person up by userName. 404 counts as nobody; an unreadable list fails without a reason (S28). */
export function* checkExists(app: OktaApp, person: Person): Behaviour<Checked> {
  const { formerId, userName } = userOf(app, person)
  const again = formerId !== null
  const wantedName = checkedName(app, person)
  const request = checkUser(wantedName, app.knobs.filterSpace, again)
  const reply = yield* ask(app, request, {
    refused: (status) => (status === 404 ? 'lookup-404' : 'lookup-refused'),
    name: 'userName eq',
  })
  if (!reply.ok) {
    if (reply.status === 404) return { match: undefined, exchange: reply.exchange }
    return { failed: failProvisioning(app, person, 'verify', reply.failure) }
  }
  const list = yield* readList(reply)
  if (list === undefined)
    return { failed: failProvisioning(app, person, 'verify', { reasonPhrase: 'null', detail: '' }) }
  const wanted = new Set([wantedName.toLowerCase(), userName.toLowerCase()])
  const matches = list.resources.filter((account) => wanted.has(ownText(account, 'userName')?.toLowerCase() ?? ''))
  if (matches.length > 0) app.seen.add('userName', wantedName)
  if (matches.length < list.resources.length) yield* found('filter-ignored', [reply.exchange], 'userName eq')
  else if (matches.length > 1) yield* found('lookup-several', [reply.exchange], 'userName eq')
  const [account] = matches
  if (account === undefined && list.resources.length > 0) {
    return { failed: failProvisioning(app, person, 'verify', { reasonPhrase: 'null', detail: '' }) }
  }
  return { match: account && { account, exchange: reply.exchange }, exchange: reply.exchange }
}

/** The name the check asks for. */
function checkedName(app: OktaApp, person: Person): string {
  const { formerId, userName } = userOf(app, person)
  if (app.knobs.staleUserNameCheck && formerId !== null) return userName
  return app.knobs.checkByEmail ? person.email : appUserName(app, person)
}
