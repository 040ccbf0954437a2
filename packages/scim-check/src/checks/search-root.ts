/**
 * @see RFC 7644 §3.4.2.1 Query Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.1
 */
import { isJsonObject, LIST_RESPONSE, SEARCH_REQUEST } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { ensureSet, hasUrn, idsOf } from './support.ts'

type Ask = (filter: string) => Promise<Answer>

/** The ways by which the target can be queried at its root. @throws CheckSkip when there is none */
async function waysToRoot({ client }: CheckContext): Promise<Ask[]> {
  const ways: Ask[] = [
    (filter) => client.get('/', { filter, count: 10 }),
    (filter) => client.post('/.search', { schemas: [SEARCH_REQUEST], filter, count: 10 }),
  ]
  const offered: Ask[] = []
  for (const ask of ways) {
    const { status, json } = await ask('id eq "nobody"')
    if (status === 200 && isJsonObject(json) && hasUrn(json.schemas, LIST_RESPONSE)) offered.push(ask)
  }
  if (offered.length === 0) throw new CheckSkip('the target does not offer queries of the root')
  return offered
}

/** Queries over all resource types. */
export const ROOT_SEARCH_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.4.2.1', [
  {
    id: 'Q-002',
    level: 'MUST',
    title: 'a query of the root finds resources of every type',
    advice: 'Look through all resource types, or answer 501.',
    damage: 2,
    requires: needs('filter', 'groups'),
    async run(context) {
      const ids = [await context.user(), await context.group()].map(({ id }) => id)
      const filter = ids.map((id) => `id eq "${id}"`).join(' or ')
      for (const ask of await waysToRoot(context)) {
        const answer = await ask(filter)
        ensureSet(idsOf(answer.expect(200)), ids, `The matches of ${answer.what}`)
      }
    },
  },
  {
    id: 'Q-003',
    level: 'CHOICE',
    title: 'a query at the root is answered, or refused in SCIM’s own form',
    advice: 'List all resource types, or answer 501 or 404 with a SCIM error.',
    damage: 1,
    requires: needs('filter'),
    async run(context) {
      const { status } = (await context.client.get('/', { filter: 'meta.resourceType eq "User"', count: 1 })).expect(
        200,
        404,
        501,
        403,
      )
      context.note(status === 200 ? 'The root can be queried.' : 'The root cannot be queried.')
    },
  },
  {
    id: 'Q-012',
    level: 'MUST',
    title: 'an attribute that a type has not is without a value in a query of the root',
    advice: 'Let members pr be false for a User.',
    damage: 2,
    requires: needs('filter', 'groups'),
    async run(context) {
      const user = await context.user()
      const group = await context.groupOf(user)
      const filter = `(id eq "${user.id}" or id eq "${group.id}") and members pr`
      for (const ask of await waysToRoot(context)) {
        const answer = await ask(filter)
        ensureSet(idsOf(answer.expect(200)), [group.id], `The matches of ${answer.what}`)
      }
    },
  },
  {
    id: 'Q-013',
    section: 'RFC 7644 §4',
    level: 'CHOICE',
    title: 'schemas and resource types are not found from the root',
    advice: 'Leave discovery out of the results.',
    damage: 1,
    requires: needs('filter'),
    async run(context) {
      const filter = 'meta.resourceType eq "Schema" or meta.resourceType eq "ResourceType"'
      for (const ask of await waysToRoot(context)) {
        const answer = await ask(filter)
        const { items } = answer.expect(200, 400)
        const kinds = new Set(items.map(({ meta }) => show(meta ?? null)))
        ensure(kinds.size === 0, `${answer.what} finds ${kinds.size} of discovery.`)
        context.note(`${answer.what.split('?')[0]} finds none.`)
      }
    },
  },
])
