import type { Request, RequestHandler, Response } from 'express'
import { findTeam } from '../api/teams.ts'
import type { Actor } from '../product/product.ts'
import type { Team } from '../teams/team.ts'
import { admitPerson, NotAdmitted } from './admit-person.ts'
import type { IdentityProvider } from './connections.ts'
import { goOnPage, REPEAT_POLICY, repeatPage } from './page/pages.ts'
import type { RefusalDesk } from './refusal-desk.ts'
import { toRelayPath } from './relay-path.ts'
import type { Assertion } from './response/read-assertion.ts'
import { assertSuccess, decodeMessage, type ParsedResponse, parseResponse } from './response/read-response.ts'
import { SamlRefusal } from './response/saml-refusal.ts'
import { verifyResponse } from './response/verify-response.ts'
import type { SamlParts } from './saml-parts.ts'
import { serviceProviderOf } from './service-provider.ts'
import { XmlRefusal } from './xml/parse-xml.ts'

const MAX_CLIENT = 300

/** The form of the POST binding. */
interface Form {
  readonly samlResponse: string
  readonly relayState: string | undefined
  /** It has come from our own page. */
  readonly isRepeated: boolean
}

/**
 * `POST /teams/:team/saml/acs`: the identity provider's answer. Nobody is signed in by an answer that nothing was asked
 * for: it starts a sign-in of its own instead.
 * @see SAML 2.0 Bindings §3.5 — https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf
 */
export function receiveAnswer(parts: SamlParts, desk: RefusalDesk): RequestHandler {
  return async (request, response) => {
    const team = findTeam(parts.teams, request)
    const identityProvider = await parts.connections.identityProvider(team.id)
    if (identityProvider === undefined) return desk.endNotSetUp(response, team)
    try {
      await answer(parts, { request, response, team, identityProvider })
    } catch (error) {
      if (error instanceof NotAdmitted) {
        const { ending, message: reason, member } = error
        return desk.end(response, team, { ending, reason, member })
      }
      if (!(error instanceof SamlRefusal || error instanceof XmlRefusal)) throw error
      return desk.end(response, team, { ending: 'failed', reason: error.message })
    }
  }
}

/** One POST, and whose door it came to. */
interface Door {
  readonly request: Request
  readonly response: Response
  readonly team: Team
  readonly identityProvider: IdentityProvider
}

async function answer(parts: SamlParts, door: Door): Promise<void> {
  const { request, response, team } = door
  const { flowCookie, serverUrl } = parts
  const form = readForm(request.body)
  const parsed = parseResponse(decodeMessage(form.samlResponse))
  if (parsed.inResponseTo === undefined) return beginInstead(door, form, parsed)
  const flows = flowCookie.read(request, team.name)
  if (flows.includes(parsed.inResponseTo)) return letIn(parts, door, { form, parsed, requestId: parsed.inResponseTo })
  // By http the browser keeps its cookie back from a POST of another site, and adds it to our own.
  if (!form.isRepeated && !serverUrl.startsWith('https:')) {
    response.set('content-security-policy', REPEAT_POLICY).type('html').send(repeatPage(team, form.samlResponse))
    return
  }
  throw new SamlRefusal('The sign-in was begun in another browser, or too long ago.')
}

function beginInstead({ response, team }: Door, { relayState }: Form, { root }: ParsedResponse): void {
  assertSuccess(root)
  const query = new URLSearchParams({ unsolicited: '1' })
  const path = toRelayPath(relayState)
  if (path !== undefined) query.set('to', path)
  response.type('html').send(goOnPage(team, `/teams/${team.name}/saml/sign-in?${query}`))
}

/** An answer to a request that this browser began. */
interface Answer {
  readonly form: Form
  readonly parsed: ParsedResponse
  readonly requestId: string
}

async function letIn(parts: SamlParts, door: Door, { form, parsed, requestId }: Answer): Promise<void> {
  const { connections, flowCookie, personCookie, product, serverUrl, now } = parts
  const { request, response, team, identityProvider } = door
  if (!(await connections.isOutstanding(team.id, requestId, now())))
    throw new SamlRefusal('The sign-in has been answered already, or was begun too long ago.')
  const rules = await connections.rules(team.id)
  const trust = { identityProvider, allowSha1: rules.allowSha1, requestId, now: now() }
  const serviceProvider = serviceProviderOf(serverUrl, team.name)
  const assertion = await verifyResponse(parsed, form.samlResponse, { ...trust, serviceProvider })
  const path = await spend(parts, team, requestId, assertion)
  const others = flowCookie.read(request, team.name).filter((id) => id !== requestId)
  response.append('set-cookie', flowCookie.set(team.name, others))
  const actor: Actor = { kind: 'sign-on', id: null, name: 'Sign-on', requestId }
  const client = (request.get('user-agent') ?? '').slice(0, MAX_CLIENT)
  const secret = await admitPerson(product, { team, rules, assertion, client, actor })
  await endEarlier(parts, door, actor)
  response.append('set-cookie', personCookie.set(team.name, secret))
  response.redirect(303, path)
}

async function spend(
  { connections, now }: SamlParts,
  team: Team,
  requestId: string,
  assertion: Assertion,
): Promise<string> {
  const { id: assertionId, issuer, until } = assertion
  const spent = await connections.spend(team.id, { requestId, issuer, assertionId, until }, now())
  if (spent === 'used') throw new SamlRefusal('The assertion has been used before.')
  if (spent === 'notOutstanding') throw new SamlRefusal('The sign-in has been answered already.')
  return spent.path
}

// The session that the browser had in the team ends: each sign-in has a session of its own.
async function endEarlier({ product, personCookie }: SamlParts, { request, team }: Door, actor: Actor): Promise<void> {
  const secret = personCookie.read(request, team.name)
  const earlier = secret === undefined ? undefined : await product.sessions.find(secret)
  if (earlier?.teamId === team.id) await product.sessions.end(team, earlier.personId, earlier.id, actor)
}

function readForm(body: unknown): Form {
  if (typeof body !== 'string') throw new SamlRefusal('The message is no form.')
  const fields = new URLSearchParams(body)
  const one = (name: string): string | undefined => {
    const [value, ...more] = fields.getAll(name)
    if (more.length > 0) throw new SamlRefusal(`The form has ${name} more than once.`)
    return value
  }
  const samlResponse = one('SAMLResponse')
  if (samlResponse === undefined) throw new SamlRefusal('The form has no SAMLResponse.')
  return { samlResponse, relayState: one('RelayState'), isRepeated: one('repeated') === '1' }
}
