/**
 * @see RFC 7644 §3.5.1 Replacing with PUT — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 */
import { ENTERPRISE_USER_SCHEMA, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure } from '../failure.ts'
import { put } from './replace-support.ts'
import {
  each,
  ensureSame,
  ensureSet,
  ensureUnassigned,
  enterpriseOf,
  freeList,
  hasUrn,
  mail,
  metaOf,
  tick,
  versionOf,
} from './support.ts'

/** How resources are replaced. */
export const REPLACE_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.5.1', [
  {
    id: 'U-001',
    level: 'MUST',
    title: 'PUT replaces what it is given',
    advice: 'Support PUT on every resource.',
    damage: 4,
    async run(context) {
      const user = await context.user({ displayName: 'Old' })
      ;(await put(context, user, { displayName: 'New' })).expect(200, 204)
      ensureSame((await context.readUser(user)).displayName, 'New', 'displayName')
    },
  },
  {
    id: 'U-003',
    level: 'MUST',
    title: 'a list is replaced as a whole',
    advice: 'Do not merge lists on PUT.',
    damage: 4,
    requires: needs('user.emails'),
    async run(context) {
      const [old, fresh] = [mail(context.name()), mail(context.name())]
      const user = await context.user({ emails: [{ value: old, type: 'work' }] })
      ;(await put(context, user, { emails: [{ value: fresh, type: 'home' }] })).expect(200, 204)
      ensureSet(each((await context.readUser(user)).emails), [fresh], 'The emails')
    },
  },
  {
    id: 'U-004',
    level: 'MAY',
    title: 'what the body leaves out is cleared or keeps a default',
    advice: 'Clear it: otherwise PUT cannot clear.',
    damage: 2,
    requires: needs('user.title'),
    async run(context) {
      const user = await context.user({ title: 'Boss' })
      ;(await put(context, user)).expect(200, 204)
      const { title } = await context.readUser(user)
      context.note(title === undefined ? 'Cleared.' : 'Kept.')
    },
  },
  {
    id: 'U-005',
    level: 'MUST',
    title: 'null and an empty list clear',
    advice: 'Take null and [] for unassigned.',
    damage: 3,
    requires: needs('user.title', 'user.emails'),
    async run(context) {
      const { name: list, elements } = freeList(context)
      const user = await context.user({ title: 'Boss', [list]: [...elements] })
      ;(await put(context, user, { title: null, [list]: [] })).expect(200, 204)
      const after = await context.readUser(user)
      ensureUnassigned(after.title, 'title replaced by null')
      ensureUnassigned(after[list], `${list} replaced by []`)
    },
  },
  {
    id: 'U-006',
    level: 'MUST',
    title: 'read-only input is ignored, another id and meta too',
    advice: 'Drop readOnly attributes from input: clients send back what they read.',
    damage: 4,
    async run(context) {
      const user = await context.user()
      const meta = { created: '1999-01-01T00:00:00Z' }
      ;(await put(context, user, { id: 'another-id', meta })).expect(200, 204)
      const after = await context.readUser(user)
      ensureSame(after.id, user.id, 'id')
      ensure(!String(metaOf(after).created).startsWith('1999'), 'meta.created of the client was stored.')
    },
  },
  {
    id: 'U-011',
    level: 'MUST',
    title: '200 with the whole resource',
    advice: 'Answer with the stored resource, not with 204.',
    damage: 3,
    async run(context) {
      const user = await context.user()
      const answer = (await put(context, user, { displayName: 'New' })).expect(200)
      ensureSame(answer.resource, await context.readUser(user), 'The body of the 200, compared with a GET,')
    },
  },
  {
    id: 'U-012',
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'created stays, lastModified moves',
    advice: 'Keep created for life.',
    damage: 2,
    async run(context) {
      const user = await context.readUser(await context.user())
      await tick()
      ;(await put(context, user, { displayName: 'New' })).expect(200, 204)
      const after = metaOf(await context.readUser(user))
      ensureSame(after.created, metaOf(user).created, 'meta.created after a PUT')
      const isLater = Date.parse(String(after.lastModified)) > Date.parse(String(metaOf(user).lastModified))
      ensure(isLater, 'lastModified did not move with a PUT.')
    },
  },
  {
    id: 'U-013',
    section: 'RFC 7643 §3.1',
    level: 'CHOICE',
    title: 'a PUT that changes nothing leaves lastModified and version',
    advice: 'Compare before writing: clients that look for changes would find them for ever.',
    damage: 2,
    async run(context) {
      const user = await context.readUser(await context.user({ displayName: 'Same' }))
      await tick()
      ;(await context.client.put(context.userPath(user), user)).expect(200, 204)
      const after = await context.readUser(user)
      const isLeft = metaOf(after).lastModified === metaOf(user).lastModified && versionOf(after) === versionOf(user)
      context.note(isLeft ? 'They stay.' : 'They move with every PUT.')
    },
  },
  {
    id: 'U-014',
    section: 'RFC 7643 §7',
    level: 'CHOICE',
    title: 'a complex attribute is replaced as a whole',
    advice: 'Take the given object for the whole value.',
    damage: 2,
    requires: needs('user.name'),
    async run(context) {
      const user = await context.user({ name: { givenName: 'A', familyName: 'B' } })
      ;(await put(context, user, { name: { givenName: 'C' } })).expect(200, 204)
      const { name } = await context.readUser(user)
      const isWhole = typeof name === 'object' && name !== null && !Object.hasOwn(name, 'familyName')
      context.note(isWhole ? 'Replaced as a whole.' : 'Merged.')
    },
  },
  {
    id: 'U-015',
    section: 'RFC 7643 §3.3',
    level: 'MUST',
    title: 'an extension that is cleared leaves schemas',
    advice: 'Work schemas out from the data.',
    damage: 2,
    requires: needs('enterprise'),
    async run(context) {
      const schemas = [USER_SCHEMA, ENTERPRISE_USER_SCHEMA]
      const user = await context.user({ schemas, [ENTERPRISE_USER_SCHEMA]: { department: 'Sales' } })
      ;(await put(context, user)).expect(200, 204)
      const after = await context.readUser(user)
      const hasData = enterpriseOf(after) !== undefined
      ensure(hasData === hasUrn(after.schemas, ENTERPRISE_USER_SCHEMA), 'schemas and the data of the extension differ.')
    },
  },
  {
    id: 'U-016',
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a userName of another User: 409 uniqueness, one’s own in another case is fine',
    advice: 'Check uniqueness on PUT, leaving out the resource itself.',
    damage: 3,
    async run(context) {
      const [first, second] = [await context.user(), await context.user()]
      ;(await put(context, first, { userName: second.userName ?? null })).refused(409, 'uniqueness')
      ;(await put(context, first, { userName: String(first.userName).toUpperCase() })).expect(200, 204)
    },
  },
  {
    id: 'U-018',
    section: 'RFC 7643 §4.2',
    level: 'MUST',
    title: 'the members of a Group are replaced as a whole',
    advice: 'Do not merge members on PUT.',
    damage: 4,
    requires: needs('groups'),
    async run(context) {
      const [first, second] = [await context.user(), await context.user()]
      const group = await context.groupOf(first)
      const { displayName = null } = group
      const body = context.groupBody({ displayName, members: [{ value: second.id }] })
      ;(await context.client.put(context.groupPath(group), body)).expect(200, 204)
      ensureSet(each((await context.readGroup(group)).members), [second.id], 'The members')
    },
  },
  {
    id: 'U-020',
    section: 'RFC 7644 §3.9',
    level: 'MUST',
    title: 'attributes shapes the answer',
    advice: 'Apply projection to PUT.',
    damage: 1,
    async run(context) {
      const { body } = (
        await put(context, await context.user(), { displayName: 'Hidden' }, { attributes: 'userName' })
      ).expect(200)
      ensure(body.displayName === undefined, 'displayName comes out, though attributes=userName.')
    },
  },
  {
    id: 'U-024',
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'externalId can be replaced',
    advice: 'Treat externalId as readWrite.',
    damage: 3,
    async run(context) {
      const user = await context.user({ externalId: context.name() })
      const externalId = context.name()
      ;(await put(context, user, { externalId })).expect(200, 204)
      ensureSame((await context.readUser(user)).externalId, externalId, 'externalId')
    },
  },
])
