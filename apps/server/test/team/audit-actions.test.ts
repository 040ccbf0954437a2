import { type AuditAction, type AuditRow, auditActionSchema, auditPageSchema } from '@scimulator/admin-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { metadataOf } from '../saml/forge.ts'
import { type Answer, cookieOf, type PersonBrowser, serve, type TestServer } from '../serve.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

let server: TestServer
let owner: PersonBrowser
/** Ids of what the steps have made. */
const made: Record<'user' | 'ann' | 'space' | 'document' | 'session', string> = {
  user: '',
  ann: '',
  space: '',
  document: '',
  session: '',
}

beforeAll(async () => {
  server = await serve()
  owner = await server.signInPerson('acme', 'owner')
})
afterAll(() => server.close())

const fieldOf = ({ text }: Answer, name: string): string => String((JSON.parse(text) as Record<string, unknown>)[name])

async function rows(): Promise<readonly AuditRow[]> {
  return auditPageSchema.parse(JSON.parse((await owner.call('GET', 'audit-log?count=200')).text)).rows
}

const patch = (value: object): Promise<Answer> =>
  server.scim('acme', 'PATCH', `/Users/${made.user}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', value }] })
const ask = (method: string, path: string, body?: object): Promise<Answer> =>
  server.ask(method, `/api/teams/acme/${path}`, body)

/** One change of each kind, in an order that lets each happen; whether doing it again is nothing. */
const STEPS: readonly (readonly [AuditAction, 'again is nothing' | 'once', () => Promise<unknown>])[] = [
  [
    'member.added',
    'again is nothing',
    async () => {
      const body = { schemas: [USER], userName: 'eve@acme.example', active: true }
      const answer = await server.scim('acme', 'POST', '/Users', body)
      if (answer.status === 201) made.user = fieldOf(answer, 'id')
      made.ann = (await server.member('acme', 'eve@acme.example')).personId
    },
  ],
  ['member.changed', 'again is nothing', () => patch({ title: 'Lead' })],
  ['member.renamed', 'again is nothing', () => patch({ userName: 'eva@acme.example' })],
  ['member.roleChanged', 'again is nothing', () => owner.call('PATCH', `members/${made.ann}`, { role: 'admin' })],
  ['signInLink.created', 'once', () => ask('POST', 'sign-in-links', { personId: made.ann })],
  [
    'session.started',
    'once',
    async () => {
      const operator = await server.signIn()
      const played = await server.call('POST', '/api/act-as', {
        headers: { cookie: operator, 'sec-fetch-site': 'same-origin' },
        body: { team: 'acme', personId: made.ann },
      })
      made.session = `${operator}; ${cookieOf(played)}`
    },
  ],
  [
    'session.ended',
    'again is nothing',
    () =>
      server.call('DELETE', '/api/act-as/acme', {
        headers: { cookie: made.session, 'sec-fetch-site': 'same-origin' },
      }),
  ],
  [
    'space.created',
    'once',
    async () => {
      made.space = fieldOf(await owner.call('POST', 'spaces', { name: 'Plans', kind: 'invite-only' }), 'id')
    },
  ],
  ['space.changed', 'again is nothing', () => owner.call('PUT', `spaces/${made.space}/people/${made.ann}`)],
  [
    'document.created',
    'once',
    async () => {
      const body = { spaceId: made.space, title: 'Plan', body: 'To do.' }
      made.document = fieldOf(await owner.call('POST', 'documents', body), 'id')
    },
  ],
  ['document.changed', 'again is nothing', () => owner.call('PATCH', `documents/${made.document}`, { body: 'Done.' })],
  ['document.shared', 'again is nothing', () => owner.call('PUT', `documents/${made.document}/shares/${made.ann}`)],
  [
    'document.unshared',
    'again is nothing',
    () => owner.call('DELETE', `documents/${made.document}/shares/${made.ann}`),
  ],
  ['member.deactivated', 'again is nothing', () => patch({ active: false })],
  ['member.reactivated', 'again is nothing', () => patch({ active: true })],
  ['member.removed', 'again is nothing', () => server.scim('acme', 'DELETE', `/Users/${made.user}`)],
  ['member.refused', 'once', () => server.scim('acme', 'DELETE', `/Users/${owner.member.scimId}`)],
  ['member.purged', 'again is nothing', () => ask('POST', 'support/purge', { personId: made.ann })],
  ['member.invited', 'once', () => owner.call('POST', 'invitations', { email: 'inge@acme.example' })],
  ['saml.set', 'once', () => owner.call('PUT', 'sign-on/saml', { metadata: metadataOf() })],
  [
    'signIn.refused',
    'once',
    () =>
      server.call('POST', '/teams/acme/saml/acs', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'SAMLResponse=bm9uc2Vuc2U=',
      }),
  ],
  ['signOn.changed', 'again is nothing', () => owner.call('PATCH', 'sign-on', { jit: true })],
  [
    'scim.settingsChanged',
    'again is nothing',
    () => owner.call('PATCH', 'scim-settings', { profilePolicy: 'keep', enabled: true }),
  ],
  ['scim.disabled', 'again is nothing', () => owner.call('PATCH', 'scim-settings', { enabled: false })],
  ['saml.removed', 'again is nothing', () => owner.call('DELETE', 'sign-on/saml')],
  [
    'scim.enabled',
    'again is nothing',
    async () => {
      // For SCIM there has to be SAML; that is noted as `saml.set`, which has been counted before.
      const { identityProvider } = JSON.parse((await owner.call('GET', 'sign-on')).text) as {
        identityProvider: unknown
      }
      if (identityProvider === null) await owner.call('PUT', 'sign-on/saml', { metadata: metadataOf() })
      await owner.call('PATCH', 'scim-settings', { enabled: true })
    },
  ],
  ['scim.tokenCreated', 'once', () => ask('POST', 'tokens', { label: 'reports', access: 'read' })],
  [
    'scim.tokenEnded',
    'again is nothing',
    async () => {
      const { tokens } = JSON.parse((await ask('GET', 'tokens')).text) as { tokens: { id: string; label: string }[] }
      const reports = tokens.find(({ label }) => label === 'reports')
      await ask('DELETE', `tokens/${reports?.id ?? 'none'}`)
    },
  ],
]

it('E29 every kind of change is in the log once, with the request it came by and no secret, and what changes nothing is not', async () => {
  expect(STEPS.map(([action]) => action).toSorted()).toEqual(auditActionSchema.options.toSorted())
  for (const [action, again, act] of STEPS) {
    const before = (await rows()).filter((row) => row.action === action).length
    await act()
    const written = (await rows()).filter((row) => row.action === action)
    expect([action, written.length - before]).toEqual([action, 1])
    expect([action, written[0]?.requestId]).toEqual([action, expect.stringMatching(/^[\w-]{8,}$/)])
    if (again === 'once') continue
    const log = await rows()
    await act()
    expect([action, await rows()]).toEqual([action, log])
  }
  const { text } = await owner.call('GET', 'audit-log.json')
  const secrets = [server.ingestToken, ...server.teams.map(({ token }) => token), owner.cookie.split('=')[1] ?? '']
  for (const secret of [...secrets, 'BEGIN CERTIFICATE', 'MII', 'To do.', 'Done.']) expect(text).not.toContain(secret)
  expect(JSON.parse(text)).toHaveLength((await rows()).length)
})
