/**
 * @see RFC 7644 §3.14 Versioning Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 */
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure, show } from '../failure.ts'
import { ensureSame, metaOf } from './support.ts'
import { isGuarded, subject, versioned } from './version-support.ts'

/** How versions guard changes. */
export const VERSION_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.14', [
  {
    id: 'V-001',
    section: 'RFC 7643 §5',
    level: 'MUST',
    title: 'etag.supported tells the truth',
    advice: 'Announce etag only when If-Match and If-None-Match are looked at.',
    damage: 4,
    requires: needs('config'),
    async run(context) {
      const path = context.userPath(await context.user())
      const etag = (await context.client.get(path)).expect(200).header('etag')
      const seen = await context.client.get(path, {}, etag === undefined ? {} : { 'if-none-match': etag })
      const works = { guard: await isGuarded(context), cache: seen.status === 304 }
      if (context.discovery.features.etag === undefined) {
        ensure(works.guard || works.cache, 'ETags are announced, and neither If-Match nor If-None-Match is looked at.')
      } else context.note(`ETags are not announced; If-Match ${works.guard ? 'is' : 'is not'} looked at.`)
    },
  },
  versioned(
    'S-046',
    'meta.version is the ETag, letter for letter',
    'Write the value of the ETag header into meta.version, W/ and quotes included.',
    async (context) => {
      const answer = (await context.client.get(context.userPath(await context.user()))).expect(200)
      ensureSame(metaOf(answer.body).version, answer.header('etag'), 'meta.version')
    },
  ),
  versioned(
    'V-002',
    'a GET has an ETag',
    'Send an ETag with every resource, or announce etag.supported false.',
    async (context) => {
      const answer = (await context.client.get(context.userPath(await context.user()))).expect(200)
      ensure(answer.header('etag') !== undefined, 'A GET has no ETag.')
    },
  ),
  versioned(
    'V-003',
    'a list shows the same version',
    'Write meta.version into the resources of lists too.',
    async (context) => {
      const user = await context.readUser(await context.user())
      const { items } = await context.find(`userName eq "${String(user.userName)}"`)
      ensureSame(metaOf(items[0] ?? {}).version, metaOf(user).version, 'meta.version in a list')
    },
    { level: 'SHOULD', requires: needs('etag', 'filter') },
  ),
  versioned(
    'V-004',
    'the ETag is well formed',
    'Put the version into quotes, with W/ before them where it is weak.',
    async (context) => {
      const { etag } = await subject(context)
      ensure(/^(W\/)?"[^"]*"$/.test(etag), `The ETag ${show(etag)} is no entity tag.`)
    },
  ),
  versioned(
    'V-007',
    'an older version in If-Match: 412 on PUT and PATCH, and nothing changes',
    'Compare If-Match with the stored version in the transaction of the write, and answer 412.',
    async (context) => {
      const user = await context.user({ displayName: 'Old' })
      const path = context.userPath(user)
      const headers = { 'if-match': 'W/"no-such-version"' }
      const body = context.userBody({ userName: user.userName ?? null, displayName: 'New' })
      ;(await context.client.put(path, body, { headers })).expect(412)
      if (context.discovery.features.patch === undefined) {
        const operation = { op: 'replace', path: 'displayName', value: 'New' }
        ;(await context.client.patch(path, [operation], { headers })).expect(412)
      }
      ensureSame((await context.readUser(user)).displayName, 'Old', 'displayName after a 412')
    },
    { damage: 4 },
  ),
  versioned(
    'V-008',
    'an older version in If-Match: 412 on DELETE, and nothing is removed',
    'Compare If-Match with the stored version before a DELETE too.',
    async (context) => {
      const path = context.userPath(await context.user())
      ;(await context.client.delete(path, { 'if-match': 'W/"no-such-version"' })).expect(412)
      ;(await context.client.get(path)).expect(200)
    },
    { level: 'SHOULD', section: 'RFC 7644 §3.6', damage: 4 },
  ),
  versioned(
    'V-009',
    'If-Match with the version passes',
    'Take the ETag as it was sent, weak or strong, for the version.',
    async (context) => {
      const { path, etag } = await subject(context)
      const { userName = null } = (await context.client.get(path)).body
      const body = context.userBody({ userName, displayName: 'New' })
      ;(await context.client.put(path, body, { headers: { 'if-match': etag } })).expect(200, 204)
    },
    { level: 'CHOICE' },
  ),
  versioned('V-010', 'If-Match: * passes', 'Let If-Match: * pass wherever the resource is there.', async (context) => {
    const { path } = await subject(context)
    const { userName = null } = (await context.client.get(path)).body
    const body = context.userBody({ userName, displayName: 'New' })
    ;(await context.client.put(path, body, { headers: { 'if-match': '*' } })).expect(200, 204)
  }),
  versioned(
    'V-011',
    'preconditions do not hide that a resource is unknown',
    'Look the resource up before its version: 404 comes before 412.',
    async (context) => {
      const headers = { 'if-match': 'W/"x"' }
      ;(await context.client.put(context.unknownUser(), context.userBody(), { headers })).expect(404)
    },
  ),
  versioned(
    'V-012',
    'the ETag changes with each change',
    'Make the version anew with every change, from a counter or the content rather than from seconds.',
    async (context) => {
      const { path, etag } = await subject(context)
      const { userName = null } = (await context.client.get(path)).body
      const body = context.userBody({ userName, displayName: 'New' })
      ;(await context.client.put(path, body)).expect(200, 204)
      const after = (await context.client.get(path)).header('etag')
      ensure(after !== etag, `The ETag is still ${show(etag)} after a change.`)
    },
    { damage: 4 },
  ),
  versioned(
    'V-013',
    'of parallel PUTs with one version exactly one succeeds',
    'Compare the version and write in one transaction, or with a conditional update.',
    async (context) => {
      const { path, etag } = await subject(context)
      const { userName = null } = (await context.client.get(path)).body
      const answers = await Promise.all(
        ['A', 'B', 'C', 'D'].map((displayName) =>
          context.client.put(path, context.userBody({ userName, displayName }), { headers: { 'if-match': etag } }),
        ),
      )
      const passed = answers.filter(({ status }) => status === 200 || status === 204).length
      ensure(passed === 1, `${passed} of 4 parallel PUTs with one version succeeded.`)
    },
    { level: 'CHOICE', damage: 4 },
  ),
  versioned(
    'V-014',
    'a change of members changes the ETag of the Group',
    'Make the version of a Group anew when its members change.',
    async (context) => {
      const [user, group] = [await context.user(), await context.group()]
      const etags = async (): Promise<(string | undefined)[]> => [
        (await context.client.get(context.groupPath(group))).expect(200).header('etag'),
        (await context.client.get(context.userPath(user))).expect(200).header('etag'),
      ]
      const before = await etags()
      const { displayName = null } = group
      const body = context.groupBody({ displayName, members: [{ value: user.id }] })
      ;(await context.client.put(context.groupPath(group), body)).expect(200, 204)
      const after = await etags()
      const verb = (place: number): string => (before[place] === after[place] ? 'stays' : 'changes')
      context.note(`When a member is added, the ETag of the Group ${verb(0)} and that of the User ${verb(1)}.`)
    },
    { level: 'CHOICE', requires: needs('etag', 'groups') },
  ),
  versioned(
    'V-015',
    'a malformed If-Match never passes',
    'Answer 412 or 400 to an If-Match that holds no entity tag.',
    async (context) => {
      const { path } = await subject(context)
      const { userName = null } = (await context.client.get(path)).body
      const body = context.userBody({ userName, displayName: 'New' })
      ;(await context.client.put(path, body, { headers: { 'if-match': 'abc' } })).expect(412, 400)
    },
    { level: 'CHOICE' },
  ),
  {
    id: 'V-016',
    level: 'CHOICE',
    title: 'without ETags, If-Match gives no false safety',
    advice: 'Say what becomes of If-Match, and do the same everywhere.',
    damage: 2,
    async run(context) {
      if (context.discovery.features.etag === undefined) return context.note('The target announces ETags.')
      const isSafe = await isGuarded(context)
      context.note(isSafe ? 'If-Match is looked at all the same.' : 'A write with another version passes.')
    },
  },
])
