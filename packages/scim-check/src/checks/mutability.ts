/**
 * @see RFC 7643 §2.2, §7 mutability — https://www.rfc-editor.org/rfc/rfc7643#section-7
 * @see RFC 7644 §3.5.1 Replacing with PUT, §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5
 */
import { type JsonObject, type JsonValue, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import type { Answer, Resource } from '../client/answer.ts'
import { isSchema } from '../discovery/declared-types.ts'
import { type Discovery, needs, type Reason } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure } from '../failure.ts'
import {
  attributeOf,
  attributesOf,
  bodyOf,
  type DeclaredAttribute,
  declaredAttributes,
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
import { ensureSame } from './support.ts'

const isWhole = ({ parent, type, isMultiValued }: DeclaredAttribute): boolean =>
  parent === undefined && type !== 'complex' && !isMultiValued
const isShown = ({ returned }: DeclaredAttribute): boolean => returned === 'default' || returned === 'always'
const IMMUTABLE: Wanted = {
  what: 'an immutable attribute',
  test: (attribute) => attribute.mutability === 'immutable' && isWhole(attribute) && isShown(attribute),
}
const LATE: Wanted = {
  what: 'an immutable attribute that is not required',
  test: (attribute) => IMMUTABLE.test(attribute) && !attribute.isRequired,
}
const AT_CREATION: Wanted = {
  what: 'an immutable or writeOnly attribute',
  test: (attribute) => isWhole(attribute) && (attribute.mutability === 'writeOnly' || IMMUTABLE.test(attribute)),
}
const needsPatch =
  (wanted: Wanted) =>
  (discovery: Discovery): Reason =>
    discovery.features.patch ?? needsAttribute(wanted)(discovery)

/** Who may set an attribute, and when. */
export const MUTABILITY_CHECKS: readonly Check[] = defineChecks('RFC 7643 §7', [
  {
    id: 'S-062',
    level: 'MUST',
    title: 'an immutable attribute can be set later while it has no value, and is fixed then',
    advice: 'Judge a change of an immutable attribute by the value that is there.',
    damage: 3,
    requires: needsPatch(LATE),
    async run(context) {
      const attribute = await attributeOf(context, LATE)
      const [first, second] = twoValues(context, attribute)
      const made = await context.make(attribute.resourceType.path, bodyOf(context, attribute.resourceType))
      ;(await set(context, attribute, made, first, 'add')).expect(200, 204)
      await ensureValue(context, attribute, made, first)
      ;(await set(context, attribute, made, second, 'add')).refused(400, 'mutability')
      await ensureValue(context, attribute, made, first)
    },
  },
  {
    id: 'S-063',
    level: 'MUST',
    title: 'a read-only attribute is ignored in POST and PUT, and refused in PATCH',
    advice: 'Drop readOnly attributes from whole resources; refuse them as the target of an operation.',
    damage: 4,
    requires: needs(),
    async run(context) {
      const attribute = declaredAttributes(context.discovery).find(
        ({ resourceType, parent, mutability }) =>
          parent === undefined && mutability === 'readOnly' && isSchema(resourceType.schema, USER_SCHEMA),
      )
      const [name, value] = attribute === undefined ? ['id', 'no-such'] : [attribute.name, sent(attribute)]
      const body = context.userBody({ [name]: value })
      const user = (await context.client.post(context.users, body)).expect(201).resource
      ;(await context.client.put(context.userPath(user), body)).expect(200, 204)
      const after = await context.readUser(user)
      ensure(!JSON.stringify(after[name] ?? null).includes('no-such'), `${name}, which is readOnly, was stored.`)
      if (context.discovery.features.patch !== undefined) return
      const path = attribute === undefined ? 'id' : pathTo(attribute)
      ;(await context.client.patch(context.userPath(user), [{ op: 'replace', path, value }])).refused(400, 'mutability')
    },
  },
  {
    id: 'C-015',
    level: 'MUST',
    title: 'immutable and writeOnly attributes can be set at creation',
    advice: 'Apply mutability to changes, not to creation.',
    damage: 4,
    requires: needsAttribute(AT_CREATION),
    async run(context) {
      let judged = 0
      for (const attribute of await attributesOf(context, AT_CREATION)) {
        const { resourceType } = attribute
        const [value] = twoValues(context, attribute)
        const body = holding(context, bodyOf(context, resourceType), attribute, value)
        const answer = await context.client.post(resourceType.path, body)
        // Any other refusal may be about the value: nobody knows what it has to look like.
        if (answer.status === 400 && !/"mutability"/.test(answer.text)) continue
        judged += 1
        const made = answer.expect(201).resource
        if (isShown(attribute)) await ensureValue(context, attribute, made, value)
      }
      if (judged === 0) throw new CheckSkip('no value was found that the target takes')
    },
  },
  {
    id: 'U-007',
    section: 'RFC 7644 §3.5.1',
    level: 'MUST',
    title: 'PUT takes the value an immutable attribute has, and no other',
    advice: 'Answer 400 mutability when the value differs; apply it where there was none.',
    damage: 3,
    requires: needsAttribute(IMMUTABLE),
    async run(context) {
      const attribute = await attributeOf(context, IMMUTABLE)
      const [first, second] = twoValues(context, attribute)
      const { body, made } = await madeWith(context, attribute, first)
      const path = pathOfResource(attribute.resourceType, made)
      ;(await context.client.put(path, body)).expect(200, 204)
      const answer = await context.client.put(path, holding(context, body, attribute, second))
      await ensureValue(context, attribute, made, first)
      // The 400 is a SHOULD: what counts is that the value stays.
      if (answer.status < 300) context.warn(`Another value for ${pathTo(attribute)} is dropped without a word.`)
      else answer.refused(400, 'mutability')
    },
  },
  {
    id: 'U-008',
    section: 'RFC 7644 §3.5.1',
    level: 'CHOICE',
    title: 'a PUT that leaves an immutable attribute out keeps its value',
    advice: 'Keep it: it cannot be set anew.',
    damage: 3,
    requires: needsAttribute(LATE),
    async run(context) {
      const attribute = await attributeOf(context, LATE)
      const { made, plain } = await madeWith(context, attribute, twoValues(context, attribute)[0])
      const path = pathOfResource(attribute.resourceType, made)
      const { status } = (await context.client.put(path, plain)).expect(200, 204, 400)
      if (status === 400) return context.note('Refused.')
      const after = valueIn(await readAnew(context, attribute.resourceType, made), attribute)
      context.note(after === undefined || after === null ? 'Cleared.' : 'Kept.')
    },
  },
  {
    id: 'M-027',
    section: 'RFC 7644 §3.5.2',
    level: 'MUST',
    title: 'PATCH takes the value an immutable attribute has, and refuses another with 400 mutability',
    advice: 'Answer 400 mutability when the value differs.',
    damage: 3,
    requires: needsPatch(IMMUTABLE),
    async run(context) {
      const attribute = await attributeOf(context, IMMUTABLE)
      const [first, second] = twoValues(context, attribute)
      const made = await makeWith(context, attribute, first)
      ;(await set(context, attribute, made, first, 'replace')).expect(200, 204)
      ;(await set(context, attribute, made, second, 'replace')).refused(400, 'mutability')
      await ensureValue(context, attribute, made, first)
    },
  },
])

function set(
  { client }: CheckContext,
  attribute: DeclaredAttribute,
  resource: Resource,
  value: JsonValue,
  op: string,
): Promise<Answer> {
  return client.patch(pathOfResource(attribute.resourceType, resource), [{ op, path: pathTo(attribute), value }])
}

async function ensureValue(
  context: CheckContext,
  attribute: DeclaredAttribute,
  resource: Resource,
  value: JsonValue,
): Promise<void> {
  const after = await readAnew(context, attribute.resourceType, resource)
  ensureSame(valueIn(after, attribute), value, pathTo(attribute))
}

/** A resource with the attribute, the body it was made of, and that body without the attribute. */
async function madeWith(
  context: CheckContext,
  attribute: DeclaredAttribute,
  value: JsonValue,
): Promise<{ readonly plain: JsonObject; readonly body: JsonObject; readonly made: Resource }> {
  const plain = bodyOf(context, attribute.resourceType)
  const body = holding(context, plain, attribute, value)
  return { plain, body, made: await context.make(attribute.resourceType.path, body) }
}

function sent({ type, isMultiValued }: DeclaredAttribute): JsonValue {
  const value: JsonValue = type === 'complex' ? { value: 'no-such' } : 'no-such'
  return isMultiValued ? [value] : value
}
