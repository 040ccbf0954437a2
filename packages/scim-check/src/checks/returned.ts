/**
 * @see RFC 7643 §2.2, §7 returned — https://www.rfc-editor.org/rfc/rfc7643#section-7
 * @see RFC 7644 §3.9 Additional Operation Response Parameters — https://www.rfc-editor.org/rfc/rfc7644#section-3.9
 */
import { type JsonObject, SEARCH_REQUEST } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import type { Answer, Resource } from '../client/answer.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure } from '../failure.ts'
import {
  attributeOf,
  attributesOf,
  bodyOf,
  type DeclaredAttribute,
  findAttributes,
  holding,
  makeWith,
  needsAttribute,
  pathOfResource,
  pathTo,
  readAnew,
  twoValues,
  valueIn,
  type Wanted,
} from './declared.ts'
import { ensureSame, idsOf, objects } from './support.ts'

const kind = (returned: string, what: string): Wanted => ({
  what,
  test: (attribute) =>
    attribute.parent === undefined &&
    attribute.returned === returned &&
    attribute.mutability !== 'readOnly' &&
    attribute.type !== 'complex',
})
const ALWAYS = kind('always', 'an attribute that is always returned')
const REQUEST = kind('request', 'an attribute that is returned on request')
const NEVER = kind('never', 'an attribute that is never returned')
const HIDDEN: Wanted = {
  what: 'an attribute that is never returned or on request',
  test: (attribute) => NEVER.test(attribute) || REQUEST.test(attribute),
}

/** When an attribute comes out. */
export const RETURNED_CHECKS: readonly Check[] = defineChecks('RFC 7643 §7', [
  {
    id: 'S-059',
    level: 'MUST',
    title: 'what is always returned is so whatever attributes and excludedAttributes say',
    advice: 'Add the always-attributes after projection.',
    damage: 3,
    requires: needs(),
    async run(context) {
      const user = await context.user()
      await ensureAlways(context, context.userPath(user), 'id', ({ id }) => id !== undefined)
      for (const attribute of await findAttributes(context, ALWAYS)) {
        const made = await makeWith(context, attribute, twoValues(context, attribute)[0])
        const path = pathOfResource(attribute.resourceType, made)
        await ensureAlways(context, path, pathTo(attribute), (body) => valueIn(body, attribute) !== undefined)
      }
    },
  },
  {
    id: 'S-060',
    level: 'MUST',
    title: 'what is returned on request comes after a write that sets it, and on reads that name it',
    advice: 'Echo it to the client that sent it; leave it out of reads unless attributes names it.',
    damage: 2,
    requires: needsAttribute(REQUEST),
    async run(context) {
      const attribute = await attributeOf(context, REQUEST)
      const [value] = twoValues(context, attribute)
      const created = await makeWith(context, attribute, value)
      ensureShown(created, attribute, 'after the POST that set it')
      const plain = await readAnew(context, attribute.resourceType, created)
      ensureHidden(plain, attribute, 'on a GET that does not name it')
      const named = await context.client.get(pathOfResource(attribute.resourceType, created), {
        attributes: pathTo(attribute),
      })
      ensureShown(named.expect(200).body, attribute, 'on a GET that names it')
    },
  },
  {
    id: 'S-061',
    level: 'MUST',
    title: 'what is never returned comes out nowhere: not after a write, in no list and no search',
    advice: 'Drop it in the one place that writes resources.',
    damage: 5,
    requires: needsAttribute(NEVER),
    async run(context) {
      for (const attribute of await attributesOf(context, NEVER)) {
        const [value] = twoValues(context, attribute)
        const body = holding(context, bodyOf(context, attribute.resourceType), attribute, value)
        const created = await context.make(attribute.resourceType.path, body)
        ensureHidden(created, attribute, 'after the POST that set it')
        const answer = await context.client.put(pathOfResource(attribute.resourceType, created), body)
        if (answer.status === 200) ensureHidden(answer.body, attribute, 'after a PUT that set it')
        for (const listed of await listings(context, attribute, created)) {
          const item = listed.status === 200 ? objects(listed.body.Resources)[0] : undefined
          if (item !== undefined) ensureHidden(item, attribute, `in the answer to ${listed.what}`)
        }
      }
    },
  },
  {
    id: 'R-002',
    section: 'RFC 7644 §3.4',
    level: 'MUST',
    title: 'without parameters exactly the attributes come that are returned always or by default',
    advice: 'Show what has a value and is returned by default, and nothing that is returned never or on request.',
    damage: 3,
    requires: needs(),
    async run(context) {
      const user = await context.readUser(await context.user({ displayName: 'Shown' }))
      ensureSame(user.displayName, 'Shown', 'displayName on a GET without parameters')
      for (const attribute of await findAttributes(context, HIDDEN)) {
        const made = await makeWith(context, attribute, twoValues(context, attribute)[0])
        const shown = await readAnew(context, attribute.resourceType, made)
        ensureHidden(shown, attribute, 'on a GET without parameters')
      }
    },
  },
  {
    id: 'A-013',
    level: 'MUST',
    title: 'what is never returned does not come when named, what is on request only when named',
    advice: 'Look at returned before attributes.',
    damage: 5,
    requires: needsAttribute(HIDDEN),
    async run(context) {
      for (const attribute of await attributesOf(context, HIDDEN)) {
        const made = await makeWith(context, attribute, twoValues(context, attribute)[0])
        const attributes = NEVER.test(attribute) ? pathTo(attribute) : 'meta'
        const answer = await context.client.get(pathOfResource(attribute.resourceType, made), { attributes })
        ensureHidden(answer.expect(200).body, attribute, `with attributes=${attributes}`)
      }
    },
  },
  {
    id: 'F-052',
    level: 'MUST',
    title: 'a filter gives nothing away of what is never returned',
    advice: 'Refuse such filters with 400 or 403, but for eq where the policy allows it.',
    damage: 5,
    requires: (discovery) => discovery.features.filter ?? needsAttribute(NEVER)(discovery),
    async run(context) {
      const texts: Wanted = { ...NEVER, test: (attribute) => NEVER.test(attribute) && attribute.type === 'string' }
      for (const attribute of await attributesOf(context, texts)) {
        const [value] = twoValues(context, attribute)
        const { id } = await makeWith(context, attribute, value)
        const filter = `id eq "${id}" and ${pathTo(attribute)} co "${String(value).slice(1, 6)}"`
        const answer = await context.client.get(attribute.resourceType.path, { filter })
        const isFound = answer.status === 200 && idsOf(answer).includes(id)
        ensure(!isFound, `${filter} finds the resource: its value can be guessed piece by piece.`)
      }
    },
  },
])

async function ensureAlways(
  { client }: CheckContext,
  path: string,
  name: string,
  isThere: (body: JsonObject) => boolean,
): Promise<void> {
  for (const query of [{ attributes: 'meta' }, { excludedAttributes: name }]) {
    const answer = (await client.get(path, query)).expect(200)
    ensure(isThere(answer.body), `${answer.what} lacks ${name}, which is always returned.`)
  }
}

function ensureShown(body: JsonObject, attribute: DeclaredAttribute, when: string): void {
  ensure(valueIn(body, attribute) !== undefined, `${pathTo(attribute)} is missing ${when}.`)
}

function ensureHidden(body: JsonObject, attribute: DeclaredAttribute, when: string): void {
  const value = valueIn(body, attribute)
  ensure(value === undefined || value === null, `${pathTo(attribute)} is shown ${when}.`)
}

/** A list and a search in which the resource should be found, with the attribute asked for by name. */
async function listings({ client, discovery }: CheckContext, attribute: DeclaredAttribute, { id }: Resource) {
  if (discovery.features.filter !== undefined) return []
  const filter = `id eq "${id}"`
  const { path } = attribute.resourceType
  const search = { schemas: [SEARCH_REQUEST], filter, attributes: [pathTo(attribute)] }
  const answers: readonly Answer[] = [await client.get(path, { filter }), await client.post(`${path}/.search`, search)]
  return answers
}
