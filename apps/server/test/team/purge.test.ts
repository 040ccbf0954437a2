import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { auditPageSchema } from '@scimulator/admin-api'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { anExchange, aRun, aStep, FINISHED } from '../run-events.ts'
import { serve, type TestServer } from '../serve.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const idSchema = z.object({ id: z.string() })
const NAMES = ['zelda.quux', 'Zelda', 'Quuxington', 'z.q@private.example', 'Zelda Before']

async function serveOnDisk(): Promise<TestServer & { files(): Map<string, string> }> {
  const folder = mkdtempSync(join(tmpdir(), 'purge-'))
  const server = await serve({ dataDir: folder, runtimeDir: folder })
  onTestFinished(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })
  const files = (): Map<string, string> =>
    new Map(
      readdirSync(folder)
        .filter((name) => name.includes('.db'))
        .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
    )
  return { ...server, files }
}

/** Which of the person's names stand in which files. */
function tracesIn(files: Map<string, string>): string[] {
  return [...files].flatMap(([file, text]) =>
    NAMES.filter((name) => text.includes(name)).map((name) => `${file}: ${name}`),
  )
}

async function runAbout(server: TestServer, scimId: string): Promise<string> {
  const headers = { authorization: `Bearer ${server.ingestToken}` }
  const target = `${server.url}/teams/acme/scim/v2`
  const opened = await server.call('POST', '/api/runs', { headers, body: aRun(target) })
  const { id } = idSchema.parse(JSON.parse(opened.text))
  const request = (about: object): object => ({
    request: { method: 'GET', target: '/Users', headers: [], body: null, ...about },
  })
  const step = { ...aStep(0, 'succeeded') }
  if (step.type === 'step') step.step = { ...step.step, subject: { kind: 'user', name: 'zelda.quux@acme.example' } }
  const expected = { users: [{ userName: 'Zelda.Quux@acme.example', active: true }], groups: [] }
  const events = [
    step,
    anExchange(0, request({ target: '/Users?filter=userName%20eq%20%22zelda.quux%40acme.example%22' })),
    anExchange(1, request({ target: `/Users/${scimId}` })),
    anExchange(2, request({ method: 'POST', body: '{"emails":[{"value":"z.q@private.example"}]}' })),
    anExchange(3, request({ target: '/Users/somebody-else' })),
    { ...FINISHED, expected },
  ]
  expect((await server.call('POST', `/api/runs/${id}/events`, { headers, body: events })).status).toBe(204)
  return id
}

it('A14 E28 after erasing, no file has a name of the person, not even where it was overwritten before', async () => {
  const server = await serveOnDisk()
  const { id } = idSchema.parse(
    JSON.parse(
      (
        await server.scim('acme', 'POST', '/Users', {
          schemas: [USER],
          userName: 'zelda.quux@acme.example',
          displayName: 'Zelda Before',
          name: { givenName: 'Zelda', familyName: 'Quuxington' },
          emails: [{ value: 'z.q@private.example', primary: true }],
        })
      ).text,
    ),
  )
  const change = (value: object): Promise<unknown> =>
    server.scim('acme', 'PATCH', `/Users/${id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', value }] })
  await change({ displayName: 'Zelda Quuxington' })
  const zelda = await server.signInPerson('acme', 'zelda.quux@acme.example')
  await zelda.call('POST', 'spaces', { name: 'Plans', kind: 'open' })
  const run = await runAbout(server, id)
  await server.ask('GET', `/api/runs/${run}`)
  await change({ active: false })
  expect(tracesIn(server.files()).length).toBeGreaterThan(5)

  const { personId } = zelda.member
  expect((await server.ask('POST', '/api/teams/acme/support/purge', { personId })).status).toBe(204)
  expect(tracesIn(server.files())).toEqual([])

  const exchanges = await server.ask('GET', `/api/runs/${run}/exchanges`)
  expect(JSON.parse(exchanges.text)).toMatchObject({ exchanges: [{ id: 'x-3' }] })
  expect(JSON.parse((await server.ask('GET', `/api/runs/${run}`)).text)).toMatchObject({
    steps: [{ subject: { kind: 'user', name: 'Removed person' }, action: 'create' }],
    expected: { users: [{ userName: 'Removed person', active: true }] },
  })
  const owner = await server.signInPerson('acme', 'owner')
  const { rows } = auditPageSchema.parse(JSON.parse((await owner.call('GET', 'audit-log')).text))
  const about = rows.filter(({ subject }) => subject.id === personId)
  expect(about.map(({ action, subject }) => [action, subject.name])).toEqual([
    ['member.purged', 'Removed person'],
    ['member.deactivated', 'Removed person'],
    ['session.started', 'Removed person'],
    ['signInLink.created', 'Removed person'],
    ['member.changed', 'Removed person'],
    ['member.added', 'Removed person'],
  ])
  expect((await server.scim('acme', 'POST', '/Users', { schemas: [USER], userName: 'new@acme.example' })).status).toBe(
    201,
  )
})

it('A14 erasing waits for the writes that are under way, and they go on', async () => {
  const server = await serveOnDisk()
  const { personId } = await server.member('acme', 'ann@acme.example')
  const post = (name: string): Promise<{ status: number }> =>
    server.scim('acme', 'POST', '/Users', { schemas: [USER], userName: name })
  const answers = await Promise.all([
    ...Array.from({ length: 20 }, (_, index) => post(`before${index}@acme.example`)),
    server.ask('POST', '/api/teams/acme/support/purge', { personId }),
    ...Array.from({ length: 20 }, (_, index) => post(`after${index}@acme.example`)),
  ])
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 204]))
})
