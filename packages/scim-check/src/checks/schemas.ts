/**
 * @see RFC 7643 §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-7
 * @see RFC 7643 errata 5368, 6004 and 8471 (Verified) — https://www.rfc-editor.org/errata/rfc7643
 */
import { GROUP_SCHEMA, type JsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { type Discovery, needs, needsOnly } from '../discovery/discovery.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { objects } from './support.ts'

const TYPES = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary', 'complex']

/** What the schemas of the target say. */
export const SCHEMA_CHECKS: readonly Check[] = defineChecks('RFC 7643 §7', [
  {
    id: 'D-014',
    level: 'MUST',
    title: 'every attribute of a schema is defined with all of its characteristics',
    advice:
      'Give name, type, multiValued, description, required, mutability and returned, and subAttributes if complex.',
    damage: 1,
    requires: needsOnly('schemas'),
    async run({ discovery }) {
      for (const schema of discovery.schemas ?? []) {
        for (const attribute of objects(schema.attributes)) lint(String(schema.id), attribute)
      }
    },
  },
  {
    id: 'D-015',
    level: 'MUST',
    title: 'what a schema calls required, unique or never returned is so',
    advice: 'Derive /Schemas from the definitions that validation uses.',
    damage: 3,
    requires: needs('schemas'),
    async run(context) {
      const { client, floor } = context
      ensure(
        floor.refusal === undefined,
        `/Schemas does not call ${floor.names.join(' and ')} of a User required, but ${floor.refusal}`,
      )
      const userName = attributeOf(context.discovery, USER_SCHEMA, 'userName')
      const user = await context.user()
      if (userName.required === true) {
        const { userName: _left, ...without } = context.userBody()
        ;(await client.post(context.users, without)).expect(400)
      }
      if (userName.uniqueness === 'server' || userName.uniqueness === 'global') {
        ;(await client.post(context.users, context.userBody({ userName: user.userName }))).expect(409, 400)
      }
      const caseExact = userName.caseExact === true
      const isFound = (await context.find(`userName eq "${String(user.userName).toUpperCase()}"`)).items.length > 0
      if (context.discovery.features.filter === undefined) {
        ensure(
          isFound !== caseExact,
          `userName has caseExact ${caseExact}, but is ${isFound ? '' : 'not '}found in another case.`,
        )
      }
    },
  },
  {
    id: 'S-051',
    section: 'RFC 7643 §4.2',
    level: 'MUST',
    title: 'a Group needs a displayName, and /Schemas says so',
    advice: 'Refuse a Group without displayName with 400 invalidValue, and announce required: true (erratum 5368).',
    damage: 2,
    requires: needs('groups'),
    async run(context) {
      const { displayName: _left, ...without } = context.groupBody()
      ;(await context.client.post(context.groups, without)).refused(400, 'invalidValue')
      if (context.discovery.schemas === undefined) return
      const { required } = attributeOf(context.discovery, GROUP_SCHEMA, 'displayName')
      if (required !== true) context.note('/Schemas copies required: false of the RFC’s dump (erratum 5368).')
    },
  },
  {
    id: 'S-072',
    section: 'RFC 7643 §8.7.1',
    level: 'MUST',
    title: 'groups.$ref refers to Groups, and references are case-exact',
    advice: 'Correct the schema by errata 8471 and 8472.',
    damage: 1,
    requires: needsOnly('schemas'),
    async run({ discovery }) {
      const groups = attributeOf(discovery, USER_SCHEMA, 'groups')
      const reference = objects(groups.subAttributes).find(({ name }) => name === '$ref')
      const types = reference?.referenceTypes
      ensure(
        reference === undefined || (Array.isArray(types) && types.includes('Group')),
        `groups.$ref has the referenceTypes ${show(types ?? null)}.`,
      )
    },
  },
  {
    id: 'S-073',
    section: 'RFC 7643 §2.3.8',
    level: 'MUST',
    title: 'complex attributes claim no uniqueness of their own',
    advice: 'Leave uniqueness out, or say none, where the type is complex (erratum 6004).',
    damage: 1,
    requires: needsOnly('schemas'),
    async run({ discovery }) {
      for (const { attributes } of discovery.schemas ?? []) {
        for (const { name, type, uniqueness } of objects(attributes)) {
          const isPlain = type !== 'complex' || uniqueness === undefined || uniqueness === 'none'
          ensure(isPlain, `The complex attribute ${show(name)} has the uniqueness ${show(uniqueness)}.`)
        }
      }
    },
  },
])

function lint(schema: string, attribute: JsonObject): void {
  const { name, type, multiValued, required, mutability, returned, description } = attribute
  const where = `${schema} ${String(name)}`
  ensure(typeof name === 'string' && name !== '', `An attribute of ${schema} has no name.`)
  ensure(TYPES.includes(String(type)), `${where} has the type ${show(type ?? null)}.`)
  ensure(typeof multiValued === 'boolean', `${where} does not say whether it is multiValued.`)
  ensure(typeof description === 'string', `${where} has no description.`)
  ensure(typeof required === 'boolean', `${where} does not say whether it is required.`)
  const mutabilities = ['readOnly', 'readWrite', 'immutable', 'writeOnly']
  ensure(mutabilities.includes(String(mutability)), `${where} has the mutability ${show(mutability ?? null)}.`)
  const returns = ['always', 'never', 'default', 'request']
  ensure(returns.includes(String(returned)), `${where} has returned ${show(returned ?? null)}.`)
  if (type !== 'complex') return
  ensure(objects(attribute.subAttributes).length > 0, `${where} is complex and has no subAttributes.`)
  for (const inner of objects(attribute.subAttributes)) {
    ensure(inner.type !== 'complex', `${where}.${String(inner.name)} is complex below complex.`)
    lint(`${schema} ${String(name)}`, inner)
  }
}

function attributeOf({ schemas }: Discovery, urn: string, name: string): JsonObject {
  const schema = schemas?.find(({ id }) => String(id).toLowerCase() === urn.toLowerCase())
  const attribute = objects(schema?.attributes).find((candidate) => candidate.name === name)
  if (attribute === undefined) throw new CheckSkip(`/Schemas has no ${urn} with ${name}`)
  return attribute
}
