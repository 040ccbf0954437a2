/**
 * @see RFC 7644 §3.14 Versioning Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 */
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { ensureSame, metaOf } from './support.ts'

async function subject(context: CheckContext): Promise<{ path: string; etag: string }> {
  const path = context.userPath(await context.user())
  const etag = (await context.client.get(path)).expect(200).header('etag')
  if (etag === undefined) throw new CheckSkip('the set-up failed: a GET of a User has no ETag')
  return { path, etag }
}

function versioned(id: string, title: string, run: CheckRow['run'], options: Partial<CheckRow> = {}): CheckRow {
  return {
    id,
    level: 'MUST',
    title,
    advice: 'Send an ETag with every resource and honour If-Match and If-None-Match, or announce etag: false.',
    damage: 3,
    requires: needs('etag'),
    run,
    ...options,
  }
}

/** How versions guard changes. */
export const VERSION_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.14', [
  versioned('S-046', 'meta.version is the ETag, letter for letter', async (context) => {
    const answer = (await context.client.get(context.userPath(await context.user()))).expect(200)
    ensureSame(metaOf(answer.body).version, answer.header('etag'), 'meta.version')
  }),
  versioned('V-002', 'a GET has an ETag', async (context) => {
    const answer = (await context.client.get(context.userPath(await context.user()))).expect(200)
    ensure(answer.header('etag') !== undefined, 'A GET has no ETag.')
  }),
  versioned(
    'V-003',
    'a list shows the same version',
    async (context) => {
      const user = await context.readUser(await context.user())
      const { items } = await context.find(`userName eq "${String(user.userName)}"`)
      ensureSame(metaOf(items[0] ?? {}).version, metaOf(user).version, 'meta.version in a list')
    },
    { level: 'SHOULD', requires: needs('etag', 'filter') },
  ),
  versioned('V-004', 'the ETag is well formed', async (context) => {
    const { etag } = await subject(context)
    ensure(/^(W\/)?"[^"]*"$/.test(etag), `The ETag ${show(etag)} is no entity tag.`)
  }),
  versioned('V-005', 'If-None-Match with the version: 304 without a body', async (context) => {
    const { path, etag } = await subject(context)
    const answer = (await context.client.get(path, {}, { 'if-none-match': etag })).expect(304)
    ensure(answer.text === '', 'The 304 has a body.')
  }),
  versioned('V-006', 'If-None-Match with a list or a star: 304', async (context) => {
    const { path, etag } = await subject(context)
    for (const value of [`"other", ${etag}`, '*'])
      (await context.client.get(path, {}, { 'if-none-match': value })).expect(304)
  }),
  versioned(
    'V-007',
    'an older version in If-Match: 412 on PUT and PATCH, and nothing changes',
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
    'V-009',
    'If-Match with the version passes',
    async (context) => {
      const { path, etag } = await subject(context)
      const { userName = null } = (await context.client.get(path)).body
      const body = context.userBody({ userName, displayName: 'New' })
      ;(await context.client.put(path, body, { headers: { 'if-match': etag } })).expect(200, 204)
    },
    { level: 'CHOICE' },
  ),
  versioned('V-010', 'If-Match: * passes', async (context) => {
    const { path } = await subject(context)
    const { userName = null } = (await context.client.get(path)).body
    const body = context.userBody({ userName, displayName: 'New' })
    ;(await context.client.put(path, body, { headers: { 'if-match': '*' } })).expect(200, 204)
  }),
  versioned('V-011', 'preconditions do not hide that a resource is unknown', async (context) => {
    const headers = { 'if-match': 'W/"x"' }
    ;(await context.client.put(context.unknownUser(), context.userBody(), { headers })).expect(404)
  }),
  versioned(
    'V-012',
    'the ETag changes with each change',
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
    'V-015',
    'a malformed If-Match never passes',
    async (context) => {
      const { path } = await subject(context)
      const { userName = null } = (await context.client.get(path)).body
      const body = context.userBody({ userName, displayName: 'New' })
      ;(await context.client.put(path, body, { headers: { 'if-match': 'abc' } })).expect(412, 400)
    },
    { level: 'CHOICE' },
  ),
  versioned(
    'V-017',
    'a 304 carries the ETag',
    async (context) => {
      const { path, etag } = await subject(context)
      const answer = (await context.client.get(path, {}, { 'if-none-match': etag })).expect(304)
      ensureSame(answer.header('etag'), etag, 'The ETag of the 304')
    },
    { damage: 1 },
  ),
])
