import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { checkReportSchema, tokenDocumentSchema } from '@scimulator/admin-api'
import { projectRoot, type RunningServer, runCli, startServer } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const BADGE = 'urn:example:scim:schemas:2.0:Badge'
const DOOR = 'urn:example:scim:schemas:extension:2.0:Door'
/** What the example of the project has no use for, added to it: an extension that is required, and an immutable attribute that is not. */
const BADGES = {
  Schemas: [
    {
      id: BADGE,
      name: 'Badge',
      description: 'A badge',
      attributes: [
        { name: 'displayName', description: 'What it shows.', required: true },
        { name: 'printedAt', description: 'Where it was printed.', mutability: 'immutable' },
      ],
    },
    {
      id: DOOR,
      name: 'Door',
      description: 'What it opens',
      attributes: [{ name: 'door', description: 'The door.', required: true }],
    },
  ],
  ResourceTypes: [
    {
      name: 'Badge',
      description: 'Badges',
      endpoint: '/Badges',
      schema: BADGE,
      schemaExtensions: [{ schema: DOOR, required: true }],
    },
  ],
}
/** What no server on loopback can show, and what none of ours offers. */
const UNSEEN = {
  'K-007': 'a cursor lives 3600 seconds: too long to wait for',
  'Z-001': 'the target is on loopback or in a private network',
  'Z-009': 'the target does not offer Basic',
}
const EXAMPLE = {
  'S-057': 'the target does not announce an extension as required',
  'S-062': 'the target does not announce an immutable attribute that is not required',
  'U-008': 'the target does not announce an immutable attribute that is not required',
}
const team = 'acme'
const example = join(projectRoot, 'examples', 'schemas.json')
const declaration = z.object({ Schemas: z.array(z.unknown()), ResourceTypes: z.array(z.unknown()) })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scimulator-check-'))
  const { Schemas, ResourceTypes } = declaration.parse(JSON.parse(await readFile(example, 'utf8')))
  const all = { Schemas: [...Schemas, ...BADGES.Schemas], ResourceTypes: [...ResourceTypes, ...BADGES.ResourceTypes] }
  await writeFile(join(folder, 'all.json'), JSON.stringify(all))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Makes somebody, and a token that speaks for them. */
async function person({ scimUrl, token }: RunningServer, data: string): Promise<{ url: string; token: string }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  const body = JSON.stringify({ schemas: [USER], userName: 'ann@acme.example', displayName: 'Ann' })
  const answer = await fetch(`${scimUrl}/Users`, { method: 'POST', headers, body })
  const { id } = z.object({ id: z.string() }).parse(await answer.json())
  const args = ['token', 'create', '--team', team, '--scope', 'all', '--user', 'ann@acme.example', '--json']
  const made = tokenDocumentSchema.parse(JSON.parse((await runCli(args, { DATA_DIR: data })).stdout))
  return { url: `${scimUrl}/Users/${id}`, token: made.token }
}

describe('scimulator check', () => {
  it.each([
    ['strict', 'everything that can be declared', 'all.json', {}],
    ['tolerant', 'the example of declared types', example, EXAMPLE],
  ])('finds nothing on our own %s server with %s', async (mode, _types, file, unannounced) => {
    const data = await mkdtemp(join(folder, 'data-'))
    const strict = mode === 'strict'
    const server = await startServer({ strict, data, team, args: ['--schemas', resolve(folder, file)] })
    try {
      const ann = await person(server, data)
      const read = async () => (await fetch(ann.url, { headers: { authorization: `Bearer ${server.token}` } })).text()
      const before = await read()
      const secrets = { SCIM_TOKEN: server.token, SCIM_ME_TOKEN: ann.token }
      const { code, stdout, stderr } = await runCli(['check', server.scimUrl, '--destructive', '--json'], secrets)
      const { summary, results } = checkReportSchema.parse(JSON.parse(stdout))
      expect({ code, stderr, ...summary }).toMatchObject({ code: 0, stderr: '', fail: 0, warn: 0 })
      const skipped = results.filter(({ outcome }) => outcome === 'skip').map(({ id, detail }) => [id, detail])
      const untolerated = skipped.filter(([, detail]) => !detail?.startsWith('tolerance '))
      expect(Object.fromEntries(untolerated)).toEqual({ ...UNSEEN, ...unannounced })
      expect(skipped.length > untolerated.length).toBe(!strict)
      expect(await read()).toBe(before)
      for (const secret of Object.values(secrets)) expect(stdout).not.toContain(secret)
    } finally {
      await server.stop()
    }
  })

  it.each([
    [['check', 'http://127.0.0.1:1/scim/v2'], /^The target cannot be reached: .*\n$/],
    [['check', 'nowhere'], /^"nowhere" is no http or https URL\.\n$/],
    [['check', 'http://127.0.0.1:1/', '--only', 'M-999'], /^There is no check "M-999"\.\n$/],
    [
      ['check', 'http://127.0.0.1:1/', '--report', 'pdf'],
      /^--report "pdf" is none of terminal, json, junit, html\.\n$/,
    ],
  ])('%j ends with 2 and one line', async (args, line) => {
    const { code, stdout, stderr } = await runCli(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(line)
  })
})
