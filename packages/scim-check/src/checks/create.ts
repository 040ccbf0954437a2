/**
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import { ENTERPRISE_USER_SCHEMA, GROUP_SCHEMA, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure } from '../failure.ts'
import { ensureSame, ensureSet, enterpriseOf, idsOf, metaOf, part } from './support.ts'

const TEXTS = ['Zoë Ångström', '日本語', 'שלום', '👩‍🚀 "quoted" \\ back']

/** How resources are made. */
export const CREATE_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.3', [
  {
    id: 'C-001',
    level: 'MUST',
    title: '201 with the address of the new resource in Location and meta.location',
    advice: 'Answer 201 with a Location that equals meta.location.',
    damage: 4,
    async run(context) {
      const { floor } = context
      if (floor.refusal !== undefined) {
        context.note(`Every User of this run has ${floor.names.join(' and ')}: ${floor.refusal}`)
      }
      const answer = (await context.client.post(context.users, context.userBody())).expect(201)
      const location = answer.header('location')
      ensure(location !== undefined, 'The 201 has no Location.')
      ensureSame(metaOf(answer.body).location, location, 'meta.location, beside the Location header,')
    },
  },
  {
    id: 'C-002',
    level: 'SHOULD',
    title: 'the body is the resource as a GET shows it',
    advice: 'Answer with what was stored, not with what was sent.',
    damage: 2,
    async run(context) {
      const created = await context.user({ displayName: 'As stored' })
      ensureSame(created, await context.readUser(created), 'The body of the 201, compared with a GET,')
    },
  },
  {
    id: 'C-003',
    level: 'MUST',
    title: 'read-only attributes are ignored, not refused',
    advice: 'Drop id, meta and groups from input without an error.',
    damage: 4,
    async run(context) {
      const body = context.userBody({ id: 'mine', meta: { resourceType: 'User' }, groups: [] })
      ;(await context.client.post(context.users, body)).expect(201)
    },
  },
  {
    id: 'C-004',
    level: 'MUST',
    title: 'a userName that is taken: 409 uniqueness',
    advice: 'Answer 409 with scimType uniqueness: clients go on by looking the User up.',
    damage: 4,
    async run(context) {
      const { userName = null } = await context.user()
      ;(await context.client.post(context.users, context.userBody({ userName }))).refused(409, 'uniqueness', true)
    },
  },
  {
    id: 'C-006',
    section: 'RFC 7644 §3.3.1',
    level: 'MUST',
    title: 'the resource type comes from the endpoint',
    advice: 'Ignore meta.resourceType of the body.',
    damage: 2,
    async run(context) {
      const answer = await context.client.post(context.users, context.userBody({ meta: { resourceType: 'Group' } }))
      ensureSame(metaOf(answer.expect(201).body).resourceType, 'User', 'meta.resourceType')
    },
  },
  {
    id: 'C-007',
    level: 'MAY',
    title: 'what nobody asserted may have a default, which is shown and found',
    advice: 'Store defaults, so that filters see them.',
    damage: 2,
    requires: needs('filter', 'user.active'),
    async run(context) {
      const user = await context.readUser(await context.user())
      if (typeof user.active !== 'boolean') return context.note('active has no default.')
      const found = await context.find(`userName eq "${String(user.userName)}" and active eq ${user.active}`)
      if (found.isDeclined) context.note('A filter by active is not supported.')
      else ensureSet(idsOf(found), [user.id], 'The matches of the default')
      context.note(`active defaults to ${user.active}.`)
    },
  },
  {
    id: 'C-009',
    section: 'RFC 7644 §3.9',
    level: 'MUST',
    title: 'attributes shapes the body of the 201',
    advice: 'Apply attributes and excludedAttributes to POST as to GET.',
    damage: 2,
    async run(context) {
      const body = context.userBody({ displayName: 'Hidden' })
      const answer = await context.client.post(context.users, body, { query: { attributes: 'userName' } })
      ensure(answer.expect(201).body.displayName === undefined, 'displayName comes out, though attributes=userName.')
      ensureSame(answer.body.userName, body.userName, 'userName')
    },
  },
  {
    id: 'C-010',
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a body that is no JSON object: 400 invalidSyntax',
    advice: 'Catch the parser’s error and answer 400 invalidSyntax.',
    damage: 3,
    async run(context) {
      for (const body of ['{', '[]', '"x"']) {
        const answer = await context.client.send('POST', context.users, body)
        answer.refused(400, ['invalidSyntax', 'invalidValue'])
      }
    },
  },
  {
    id: 'C-011',
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a value of another type: 400 invalidValue',
    advice: 'Refuse with 400 and name the attribute.',
    damage: 3,
    requires: needs('user.emails', 'user.active'),
    async run(context) {
      for (const wrong of [{ emails: 5 }, { active: 'maybe' }, { displayName: { a: 1 } }]) {
        const answer = await context.client.post(context.users, context.userBody(wrong))
        answer.refused(400, ['invalidValue', 'invalidSyntax'])
      }
    },
  },
  {
    id: 'C-012',
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a required attribute that is missing: 400 invalidValue',
    advice: 'Check required attributes, and answer 400 invalidValue.',
    damage: 3,
    async run(context) {
      const { userName: _left, ...without } = context.userBody()
      ;(await context.client.post(context.users, without)).refused(400, 'invalidValue')
    },
  },
  {
    id: 'C-013',
    section: 'RFC 7643 §3',
    level: 'CHOICE',
    title: 'the schema of another resource type is refused',
    advice: 'Refuse with 400.',
    damage: 2,
    async run(context) {
      const { status } = (
        await context.client.post(context.users, context.userBody({ schemas: [GROUP_SCHEMA] }))
      ).expect(400, 201)
      context.note(status === 400 ? 'Refused.' : 'Taken.')
    },
  },
  {
    id: 'C-014',
    section: 'RFC 7643 §3.3',
    level: 'CHOICE',
    title: 'an extension that schemas does not name is taken or refused, not dropped',
    advice: 'Take it and add the URN, or refuse it.',
    damage: 3,
    requires: needs('enterprise'),
    async run(context) {
      const body = context.userBody({ schemas: [USER_SCHEMA], [ENTERPRISE_USER_SCHEMA]: { department: 'Sales' } })
      const answer = (await context.client.post(context.users, body)).expect(201, 400)
      if (answer.status === 400) return context.note('Refused.')
      const kept = part(enterpriseOf(answer.body), 'department')
      context.note(kept === 'Sales' ? 'Taken.' : 'Dropped without telling.')
    },
  },
  {
    id: 'C-016',
    section: 'RFC 7644 §3.14',
    level: 'MUST',
    title: 'the 201 carries the ETag',
    advice: 'Send ETag with every single resource, and the same in meta.version.',
    damage: 2,
    requires: needs('etag'),
    async run(context) {
      const answer = (await context.client.post(context.users, context.userBody())).expect(201)
      const etag = answer.header('etag')
      ensure(etag !== undefined, 'The 201 has no ETag.')
      ensureSame(metaOf(answer.body).version, etag, 'meta.version')
    },
  },
  {
    id: 'C-017',
    section: 'RFC 7644 §3.8',
    level: 'MUST',
    title: 'text of any language round-trips',
    advice: 'Read and write UTF-8 everywhere, the database included.',
    damage: 4,
    async run(context) {
      for (const displayName of TEXTS) {
        ensureSame(
          (await context.readUser(await context.user({ displayName }))).displayName,
          displayName,
          'displayName',
        )
      }
    },
  },
  {
    id: 'C-018',
    level: 'CHOICE',
    title: 'POST to a resource is not allowed',
    advice: 'Answer 405 with Allow.',
    damage: 2,
    async run(context) {
      const user = await context.user()
      ;(await context.client.post(context.userPath(user), context.userBody())).expect(405, 404, 501)
    },
  },
  {
    id: 'C-019',
    level: 'CHOICE',
    title: 'of parallel creates with one userName exactly one succeeds',
    advice: 'Let the database enforce uniqueness: check-then-insert races.',
    damage: 5,
    async run(context) {
      const body = context.userBody()
      const answers = await Promise.all(Array.from({ length: 5 }, () => context.client.post(context.users, body)))
      const made = answers.filter(({ status }) => status === 201).length
      ensure(made === 1, `${made} of 5 parallel creates succeeded.`)
    },
  },
  {
    id: 'C-020',
    level: 'CHOICE',
    title: 'a create that fails leaves nothing behind',
    advice: 'Create in one transaction.',
    damage: 4,
    requires: needs('groups', 'filter'),
    async run(context) {
      const body = context.groupBody({ members: [{ value: 'no-such-id' }] })
      if ((await context.client.post(context.groups, body)).status < 400) return context.note('Nothing was refused.')
      const { items } = await context.client.get(context.groups, {
        filter: `displayName eq "${String(body.displayName)}"`,
      })
      ensure(items.length === 0, 'A Group that was refused is there.')
    },
  },
  {
    id: 'C-022',
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'externalId comes out verbatim',
    advice: 'Do not trim, fold or rewrite it.',
    damage: 4,
    async run(context) {
      const externalId = ` ${context.name()}/ÄÖ+&"x" `
      ensureSame((await context.readUser(await context.user({ externalId }))).externalId, externalId, 'externalId')
    },
  },
  {
    id: 'C-023',
    section: 'RFC 7644 §3.4.2',
    level: 'CHOICE',
    title: 'a new resource is there at once, by id and by filter',
    advice: 'Answer queries from what is committed: clients that do not find what they made make it again.',
    damage: 4,
    requires: needs('filter'),
    async run(context) {
      const user = await context.user()
      ;(await context.client.get(context.userPath(user))).expect(200)
      ensureSet(idsOf(await context.find(`userName eq "${String(user.userName)}"`)), [user.id], 'The matches')
    },
  },
])
