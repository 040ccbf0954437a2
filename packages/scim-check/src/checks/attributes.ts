/**
 * @see RFC 7643 §2 SCIM Schema — https://www.rfc-editor.org/rfc/rfc7643#section-2
 */
import { isJsonObject, type JsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import {
  each,
  ensureInactive,
  ensureSame,
  ensureSet,
  ensureUnassigned,
  freeList,
  mail,
  matchesIn,
  objects,
} from './support.ts'

/** A row: a value of the wrong kind is refused on creation. */
function refuses(
  id: string,
  section: string,
  title: string,
  need: Need,
  value: JsonObject,
  scimType: readonly string[] = ['invalidValue', 'invalidSyntax'],
): CheckRow {
  return {
    id,
    section,
    level: 'MUST',
    title,
    advice: 'Check the JSON type of every value against the schema, and refuse with 400 invalidValue.',
    damage: 3,
    requires: needs(need),
    async run(context) {
      ;(await context.client.post(context.users, context.userBody(value))).refused(400, scimType)
    },
  }
}

/** How attributes are named and what their values are. */
export const ATTRIBUTE_CHECKS: readonly Check[] = defineChecks('RFC 7643 §2', [
  {
    id: 'S-006',
    section: 'RFC 7643 §2.1',
    level: 'MUST',
    title: 'attribute names are read in any case and come out in the schema’s spelling',
    advice: 'Look attributes up without regard to case, also in filters and paths.',
    damage: 3,
    requires: needs('user.title'),
    async run(context) {
      const { userName, ...body } = context.userBody()
      const answer = await context.client.post(context.users, { ...body, USERNAME: userName, TITLE: 'Boss' })
      const { resource } = answer.expect(201)
      ensureSame(resource.userName, userName, 'userName of a User created with USERNAME')
      ensureSame(resource.title, 'Boss', 'title of a User created with TITLE')
    },
  },
  {
    id: 'S-007',
    section: 'RFC 7644 §3.10',
    level: 'MUST',
    title: 'the URN before an attribute name is read in any case',
    advice: 'Compare URNs without regard to case.',
    damage: 2,
    requires: needs('filter'),
    async run(context) {
      const user = await context.user()
      const name = JSON.stringify(user.userName)
      // Where no URN is taken, F-028 says so.
      matchesIn(await context.find(`${USER_SCHEMA}:userName eq ${name}`))
      const answer = (await context.find(`${USER_SCHEMA.toUpperCase()}:userName eq ${name}`)).expect(200, 404)
      ensureSet(matchesIn(answer), [user.id], 'The matches')
    },
  },
  {
    id: 'S-008',
    section: 'RFC 7643 §2.1',
    level: 'CHOICE',
    title: 'two keys that differ only by case are one attribute given twice',
    advice: 'Refuse such a body: which one wins should not depend on the parser.',
    damage: 3,
    async run(context) {
      const answer = await context.client.post(context.users, { ...context.userBody(), username: context.name() })
      context.note(answer.status === 400 ? 'Refused.' : `Taken (${answer.status}).`)
      answer.expect(400, 201)
    },
  },
  refuses('S-011', 'RFC 7643 §2.3.1', 'a number is no string', 'user.title', { title: 5 }),
  {
    ...refuses('S-012', 'RFC 7643 §2.3.2', 'the string "true" is no boolean', 'user.active', { active: 'true' }),
    async tolerated(context) {
      const answer = await context.client.post(context.users, context.userBody({ active: 'False' }))
      // That it is to be 201, and to show what was made, other rows say.
      if (answer.expect(200, 201, 400).status === 400) return
      if (answer.json === undefined) throw new CheckSkip('the User that was made is not shown')
      ensureSame(answer.body.active, false, 'active of a User made with the text "False"')
      await ensureInactive(context, context.userPath(answer.resource), 'active, which was sent as the text "False",')
    },
  },
  refuses('S-016', 'RFC 7643 §2.3.6', 'text outside base64 is no binary', 'user.x509Certificates', {
    x509Certificates: [{ value: '***' }],
  }),
  refuses('S-019', 'RFC 7643 §2.3.8', 'a sub-attribute holds no object', 'user.name', {
    name: { givenName: { first: 'A' } },
  }),
  refuses('S-022', 'RFC 7643 §2.4', 'an object is no list, and a list no single value', 'user.title', {
    title: ['A', 'B'],
  }),
  refuses('S-023', 'RFC 7643 §2.4', 'two primary elements are refused', 'user.emails', {
    emails: [
      { value: 'a@example.com', type: 'work', primary: true },
      { value: 'b@example.com', type: 'home', primary: true },
    ],
  }),
  {
    id: 'S-021',
    section: 'RFC 7643 §2.3.8',
    level: 'MUST',
    title: 'the order of keys means nothing',
    advice: 'Read the whole body before judging it.',
    damage: 3,
    async run(context) {
      const { schemas, ...rest } = context.userBody()
      ;(await context.client.post(context.users, { ...rest, schemas })).expect(201)
    },
  },
  {
    id: 'S-024',
    section: 'RFC 7643 §2.4',
    level: 'MUST',
    title: 'an element without primary is not the primary one',
    advice: 'Take a missing primary for false, in filters too.',
    damage: 2,
    requires: needs('filter', 'user.emails'),
    async run(context) {
      const user = await context.user({ emails: [{ value: mail(context.name()), type: 'work' }] })
      const answer = await context.find(`userName eq "${String(user.userName)}" and emails[primary eq true]`)
      ensureSet(matchesIn(answer), [], 'The matches of primary eq true')
    },
  },
  {
    id: 'S-025',
    section: 'RFC 7643 §2.4',
    level: 'SHOULD',
    title: 'one value and type is not returned twice',
    advice: 'Drop the second of two equal elements, or refuse it.',
    damage: 2,
    requires: needs('user.emails'),
    async run(context) {
      const email = { value: mail(context.name()), type: 'work' }
      const answer = await context.client.post(context.users, context.userBody({ emails: [email, email] }))
      if (answer.status === 400) return
      const kept = objects(answer.expect(201).body.emails)
      ensure(kept.length === 1, `Of an email given twice ${kept.length} are returned.`)
    },
  },
  {
    id: 'S-026',
    section: 'RFC 7643 §2.4',
    level: 'MUST',
    title: 'one value may stand under two types',
    advice: 'Compare elements by value and type, not by value alone.',
    damage: 3,
    requires: needs('user.emails'),
    async run(context) {
      const value = mail(context.name())
      const emails = [
        { value, type: 'work' },
        { value, type: 'home' },
      ]
      ensureSet(
        each((await context.readUser(await context.user({ emails }))).emails, 'type'),
        ['work', 'home'],
        'The types',
      )
    },
  },
  {
    id: 'S-028',
    section: 'RFC 7643 §2.5',
    level: 'MUST',
    title: 'null and an empty list are the same as leaving the attribute out',
    advice: 'Take null and [] for unassigned.',
    damage: 3,
    requires: needs('user.title', 'user.emails'),
    async run(context) {
      const { name: list } = freeList(context)
      const body = context.userBody({ title: null, [list]: [] })
      const user = (await context.client.post(context.users, body)).expect(201).resource
      ensureUnassigned(user.title, 'title created as null')
      ensureUnassigned(user[list], `${list} created as []`)
    },
  },
  {
    id: 'S-031',
    section: 'RFC 7643 §2.5',
    level: 'MUST',
    title: 'a complex attribute without sub-attributes is unassigned',
    advice: 'Leave out objects in which nothing is assigned.',
    damage: 1,
    requires: needs('user.name'),
    async run(context) {
      const user = (await context.client.post(context.users, context.userBody({ name: {} }))).expect(201).resource
      // RFC 7643 §4.1.1: the target may make up the formatted name.
      const values = isJsonObject(user.name) ? Object.values(user.name) : []
      const isUnassigned = user.name === undefined || user.name === null
      const isAssigned = values.some((value) => value !== null && value !== '')
      ensure(isUnassigned || isAssigned, `name created as {} comes out as ${show(user.name)}.`)
    },
  },
  {
    id: 'S-032',
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: 'a required attribute that is empty or null is refused',
    advice: 'Take "", null and white space for missing where a value is required.',
    damage: 3,
    async run(context) {
      for (const userName of ['', null]) {
        ;(await context.client.post(context.users, context.userBody({ userName }))).refused(400, [
          'invalidValue',
          'invalidSyntax',
        ])
      }
    },
  },
  {
    id: 'S-033',
    section: 'RFC 7643 §7',
    level: 'MAY',
    title: 'canonical values are enforced or only suggested',
    advice: 'Do the same on POST, PUT and PATCH.',
    damage: 1,
    requires: needs('user.emails'),
    async run(context) {
      const emails = [{ value: mail(context.name()), type: 'zzz' }]
      const { status } = (await context.client.post(context.users, context.userBody({ emails }))).expect(201, 400)
      context.note(`A type outside the canonical values is ${status === 201 ? 'taken' : 'refused'}.`)
    },
  },
  {
    id: 'S-034',
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: 'a case-exact value is compared by case, another without',
    advice: 'Compare by the caseExact of the attribute, in filters as in uniqueness.',
    damage: 4,
    requires: needs('filter'),
    async run(context) {
      const externalId = context.name()
      const user = await context.user({ externalId })
      const isExact = matchesIn(await context.find(`externalId eq "${externalId.toUpperCase()}"`))
      ensureSet(isExact, [], 'The matches of an externalId in another case')
      const folded = matchesIn(await context.find(`userName eq "${String(user.userName).toUpperCase()}"`))
      ensureSet(folded, [user.id], 'The matches of a userName in another case')
    },
  },
  {
    id: 'S-058',
    section: 'RFC 7644 §3.3',
    level: 'CHOICE',
    title: 'an unknown attribute is ignored or refused, never kept',
    advice: 'Do the same on POST, PUT and PATCH.',
    damage: 2,
    async run(context) {
      const answer = await context.client.post(context.users, context.userBody({ noSuchAttribute: 1 }))
      context.note(answer.expect(201, 400).status === 201 ? 'Ignored.' : 'Refused.')
      if (answer.status === 201)
        ensure(answer.body.noSuchAttribute === undefined, 'An unknown attribute is stored and echoed.')
    },
  },
])
