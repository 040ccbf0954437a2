/**
 * @see RFC 7644 §6 Multi-Tenancy — https://www.rfc-editor.org/rfc/rfc7644#section-6
 */
import type { JsonValue } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { metaOf, objects, toAddress } from './support.ts'

/** What an address must lead to. */
interface Lead {
  readonly what: string
  readonly address: JsonValue | undefined
  readonly id: string
  /** The address of the resource it stands in, which a relative one may count from. */
  readonly from: string
}

/** Tenants, as far as one of them can see. */
export const TENANCY_CHECKS: readonly Check[] = defineChecks('RFC 7644 §6', [
  {
    id: 'N-008',
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'meta.location and $ref lead to the resource with the same credentials',
    advice: 'Build addresses with the prefix or host of the tenant that the request came by.',
    damage: 3,
    async run(context) {
      const leads = await leadsOf(context)
      const judged = await Promise.all(leads.map((lead) => judge(context, lead)))
      if (!judged.includes(true)) throw new CheckSkip('addresses name another host: the credentials are not sent there')
    },
  },
])

async function leadsOf(context: CheckContext): Promise<Lead[]> {
  const user = await context.user()
  const from = `${context.client.baseUrl}${context.userPath(user)}`
  const own = { what: 'meta.location', address: metaOf(await context.readUser(user)).location, id: user.id, from }
  if (context.discovery.groups.missing !== undefined) return [own]
  const group = await context.groupOf(user)
  const place = `${context.client.baseUrl}${context.groupPath(group)}`
  const member = objects((await context.readGroup(group)).members).find(({ value }) => value === user.id)
  const back = objects((await context.readUser(user)).groups).find(({ value }) => value === group.id)
  return [
    own,
    { what: 'members.$ref', address: member?.$ref, id: user.id, from: place },
    { what: 'groups.$ref', address: back?.$ref, id: group.id, from },
  ].filter(({ what, address }) => what === 'meta.location' || typeof address === 'string')
}

/** Follows an address; false when it is that of another host. @throws CheckFailure */
async function judge({ client }: CheckContext, { what, address, id, from }: Lead): Promise<boolean> {
  ensure(typeof address === 'string' && address !== '', `${what} is ${show(address ?? null)}.`)
  const { origin } = new URL(client.baseUrl)
  // RFC 7643 §2.3.7 counts from the base URL, its own example from the resource: either will do.
  const targets = [`${client.baseUrl}/`, from].flatMap((base) => toAddress(address, base) ?? [])
  ensure(targets.length > 0, `${what} is no address: ${show(address)}.`)
  const own = new Set(targets.filter((target) => target.origin === origin).map(({ href }) => href))
  let seen = ''
  for (const target of own) {
    const { status, json } = await client.get(target)
    const isThere =
      status === 200 && typeof json === 'object' && json !== null && !Array.isArray(json) && json.id === id
    if (isThere) return true
    seen = String(status)
  }
  ensure(own.size === 0, `${what} ${show(address)} does not lead to its resource: ${seen}.`)
  return false
}
