/**
 * @see RFC 7644 §3.9 Additional Operation Response Parameters — https://www.rfc-editor.org/rfc/rfc7644#section-3.9
 */
import { ENTERPRISE_USER_SCHEMA, type JsonObject, SEARCH_REQUEST, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure, show } from '../failure.ts'
import { ensureSame, ensureSet, enterpriseOf, hasUrn, objects, part } from './support.ts'

/** One User with a bit of everything, made once. */
async function subject(context: CheckContext): Promise<string> {
  return await context.shelf.take('subject', async () => {
    const enterprise = context.discovery.enterprise === undefined
    const user = await context.user({
      ...(enterprise ? { schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA] } : {}),
      ...(enterprise ? { [ENTERPRISE_USER_SCHEMA]: { department: 'Sales', division: 'South' } } : {}),
      displayName: 'Shown',
      title: 'Boss',
      name: { givenName: 'Given', familyName: 'Family' },
      emails: [{ value: `${context.name()}@example.com`, type: 'work' }],
    })
    return context.userPath(user)
  })
}

function shows(
  id: string,
  title: string,
  advice: string,
  query: Record<string, string>,
  judge: (body: JsonObject) => void,
  options: Partial<CheckRow> & { readonly need?: Need } = {},
): CheckRow {
  const { need, ...rest } = options
  return {
    id,
    level: 'MUST',
    title,
    advice,
    damage: 2,
    requires: needs('user.title', 'user.name', 'user.emails', ...(need === undefined ? [] : [need])),
    async run(context) {
      judge((await context.client.get(await subject(context), query)).expect(200).body)
    },
    ...rest,
  }
}

function ensureKeys(body: JsonObject, ...wanted: readonly string[]): void {
  ensureSet(
    Object.keys(body).filter((name) => name !== 'schemas' && name !== 'id'),
    [...wanted],
    'Beside schemas and id the attributes',
  )
}

/** What of a resource is returned. */
export const PROJECTION_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.9', [
  {
    id: 'A-001',
    level: 'MUST',
    title: 'attributes works in lists too',
    advice: 'Apply projection to every answer with resources.',
    damage: 2,
    requires: needs('filter'),
    async run(context) {
      const user = await context.user({ displayName: 'Hidden' })
      const { items } = (
        await context.find(`userName eq "${String(user.userName)}"`, { attributes: 'userName' })
      ).expect(200)
      ensure(
        items[0] !== undefined && items[0].displayName === undefined,
        'A list shows displayName with attributes=userName.',
      )
      ensureSame(items[0]?.userName, user.userName, 'userName')
    },
  },
  shows(
    'A-002',
    'attributes gives the minimum and what it names',
    'Return what is always returned and what attributes names, and nothing else.',
    { attributes: 'title' },
    (body) => {
      ensure(typeof body.id === 'string', 'id is missing.')
      ensureKeys(body, 'title')
    },
  ),
  shows(
    'A-003',
    'excludedAttributes leaves out what it names, but not the id',
    'Leave out what excludedAttributes names, but never what is always returned.',
    { excludedAttributes: 'title,id' },
    (body) => {
      ensure(typeof body.id === 'string' && body.title === undefined, 'id is missing, or title is there.')
      ensureSame(body.displayName, 'Shown', 'displayName')
    },
  ),
  {
    id: 'A-004',
    level: 'CHOICE',
    title: 'attributes and excludedAttributes together are refused',
    advice: 'Answer 400 invalidValue.',
    damage: 1,
    async run(context) {
      const query = { attributes: 'userName', excludedAttributes: 'title' }
      const { status } = (await context.client.get(await subject(context), query)).expect(400, 200)
      context.note(status === 400 ? 'Refused.' : 'Taken.')
    },
  },
  shows(
    'A-005',
    'sub-attributes can be selected',
    'Project complex attributes to the sub-attributes that are named.',
    { attributes: 'name.givenName,emails.type' },
    (body) => {
      ensureSame(body.name, { givenName: 'Given' }, 'name')
      ensureSame(body.emails, [{ type: 'work' }], 'emails')
    },
  ),
  shows(
    'A-006',
    'sub-attributes can be excluded',
    'Leave the named sub-attributes out, and keep the rest of their attribute.',
    { excludedAttributes: 'name.familyName,emails.type' },
    (body) => {
      ensureSame(part(body.name, 'givenName'), 'Given', 'name.givenName')
      ensure(part(body.name, 'familyName') === undefined, 'name.familyName is there, though excluded.')
      ensure(part(objects(body.emails)[0], 'type') === undefined, 'emails.type is there, though excluded.')
    },
  ),
  shows(
    'A-007',
    'core attributes may be named with their URN',
    'Take the URN of the resource’s own schema before a name for the name alone.',
    { attributes: `${USER_SCHEMA}:title` },
    (body) => {
      ensureKeys(body, 'title')
    },
  ),
  shows(
    'A-008',
    'extension attributes are named with their URN',
    'Resolve a name behind the URN of an extension in that extension.',
    { attributes: `${ENTERPRISE_USER_SCHEMA}:department` },
    (body) => {
      ensureSame(enterpriseOf(body), { department: 'Sales' }, 'The extension')
    },
    { need: 'enterprise' },
  ),
  shows(
    'A-009',
    'the URN of an extension selects all of it',
    'Take the URN of an extension alone for all its attributes.',
    { attributes: ENTERPRISE_USER_SCHEMA },
    (body) => {
      ensureSame(enterpriseOf(body), { department: 'Sales', division: 'South' }, 'The extension')
    },
    { level: 'CHOICE', need: 'enterprise' },
  ),
  shows(
    'A-010',
    'names are read in any case',
    'Compare the names without regard to case.',
    { attributes: 'TITLE' },
    (body) => {
      ensureSame(body.title, 'Boss', 'title')
    },
  ),
  shows(
    'A-011',
    'blanks and empty items in the list are tolerated',
    'Trim the items of the list, and drop those that are empty.',
    { attributes: 'title, displayName,' },
    (body) => {
      ensureKeys(body, 'title', 'displayName')
    },
    { level: 'CHOICE' },
  ),
  shows(
    'A-012',
    'unknown names are ignored',
    'Ignore names that are in no schema.',
    { attributes: 'noSuchAttribute,title' },
    (body) => {
      ensureSame(body.title, 'Boss', 'title')
    },
    { level: 'CHOICE' },
  ),
  shows(
    'A-014',
    'schemas is in every representation',
    'Return schemas whatever is asked for.',
    { attributes: 'title' },
    (body) => {
      ensure(hasUrn(body.schemas, USER_SCHEMA), `schemas is ${show(body.schemas ?? null)}.`)
    },
  ),
  {
    id: 'A-015',
    section: 'RFC 7644 §3.5.2',
    level: 'MUST',
    title: 'a PATCH with attributes is answered with 200 and a body',
    advice: 'Answer 200 when the client asks for attributes.',
    damage: 2,
    requires: needs('patch'),
    async run(context) {
      const user = await context.user({ displayName: 'Hidden' })
      const operations = [{ op: 'replace', path: 'displayName', value: 'Other' }]
      const answer = await context.client.patch(context.userPath(user), operations, {
        query: { attributes: 'userName' },
      })
      ensureSame(answer.expect(200).body.userName, user.userName, 'userName')
      ensure(answer.body.displayName === undefined, 'displayName comes out, though attributes=userName.')
    },
  },
  {
    id: 'A-016',
    section: 'RFC 7644 §3.4.3',
    level: 'MUST',
    title: 'in a SearchRequest attributes and excludedAttributes are arrays of strings',
    advice: 'Read arrays in the body, comma-separated lists in the query.',
    damage: 2,
    requires: needs('filter', 'user.name'),
    async run(context) {
      const user = await context.user({ displayName: 'Hidden', name: { givenName: 'Given', familyName: 'Family' } })
      const search = async (projection: JsonObject): Promise<JsonObject | undefined> => {
        const body = { schemas: [SEARCH_REQUEST], filter: `userName eq "${String(user.userName)}"`, ...projection }
        return (await context.client.post(`${context.users}/.search`, body)).expect(200).items[0]
      }
      const selected = await search({ attributes: ['userName', 'name.givenName'] })
      ensureSame(selected?.name, { givenName: 'Given' }, 'name')
      ensure(selected?.displayName === undefined, 'displayName is there, though attributes does not name it.')
      const rest = await search({ excludedAttributes: ['displayName'] })
      ensure(rest?.displayName === undefined, 'displayName is there, though excluded.')
      ensureSame(rest?.userName, user.userName, 'userName')
    },
  },
  shows(
    'A-017',
    'meta can be excluded',
    'Treat meta like other attributes that are returned by default.',
    { excludedAttributes: 'meta' },
    (body) => {
      ensure(body.meta === undefined, 'meta is there, though excluded.')
    },
  ),
  {
    id: 'A-018',
    level: 'INTEROP',
    title: 'Groups can be read without their members',
    advice: 'Honour excludedAttributes=members: clients read big Groups this way.',
    damage: 3,
    requires: needs('groups'),
    async run(context) {
      const group = await context.groupOf(await context.user())
      const { body } = (await context.client.get(context.groupPath(group), { excludedAttributes: 'members' })).expect(
        200,
      )
      ensure(body.members === undefined, 'members is there, though excluded.')
    },
  },
  {
    id: 'A-019',
    level: 'CHOICE',
    title: 'an empty attributes is as good as none',
    advice: 'Treat attributes= as if it were not there.',
    damage: 2,
    requires: needs('user.title'),
    async run(context) {
      const { body } = (await context.client.get(await subject(context), { attributes: '' })).expect(200)
      context.note(body.title === undefined ? 'It selects only the minimum.' : 'It is ignored.')
    },
  },
  {
    id: 'A-020',
    level: 'MUST',
    title: 'projection changes no ETag',
    advice: 'Take the ETag from the stored version, not from the body.',
    damage: 2,
    requires: needs('etag'),
    async run(context) {
      const path = await subject(context)
      const whole = (await context.client.get(path)).expect(200).header('etag')
      const projected = await context.client.get(path, { attributes: 'title' })
      ensureSame(projected.header('etag'), whole, 'The ETag under attributes')
    },
  },
  shows(
    'A-021',
    'an element without a selected sub-attribute is dropped',
    'Drop the elements that projection leaves empty.',
    { attributes: 'emails.display' },
    (body) => {
      const hasEmpty = objects(body.emails).some((email) => Object.keys(email).length === 0)
      ensure(!hasEmpty, `emails is ${show(body.emails ?? null)}.`)
    },
    { damage: 1 },
  ),
])
