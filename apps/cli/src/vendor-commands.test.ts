import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actionsDocumentSchema, settingsDocumentSchema } from '@scimulator/admin-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findSimulators, projectRoot } from './workspace.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scimulator-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const main = join(projectRoot, 'apps', 'cli', 'src', 'main.ts')

/** Runs the command line as its user does, with no server and no saved state. */
function scimulator(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATA_DIR: folder, SCIM_TOKEN: '' }
    const child = execFile(process.execPath, ['--conditions=source', main, ...args], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })
}

const vendors = findSimulators().map(({ vendor }) => vendor)

test.each(vendors)('act %s lists what the vendor’s admin can order', async (vendor) => {
  const { code, out } = await scimulator('act', vendor, '--json')
  expect(code).toBe(0)
  const document = actionsDocumentSchema.parse(JSON.parse(out))
  expect(document.vendor).toBe(vendor)
  const ids = document.actions.map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining(['connect', 'assign', 'unassign', 'edit', 'push']))
  expect(new Set(ids).size).toBe(ids.length)
})

test.each(vendors)('settings %s prints the document to start from, or says there is none', async (vendor) => {
  const { code, out, err } = await scimulator('settings', vendor, '--json')
  if (code === 0) expect(Object.keys(settingsDocumentSchema.parse(JSON.parse(out)))).not.toEqual([])
  else expect([code, err]).toEqual([2, expect.stringMatching(/^The profile .* takes no document of settings\.\n$/)])
})

test('an order without a server to go to, or of an unknown vendor, is refused: exit 2', async () => {
  const nowhere = await scimulator('act', 'entra', 'assign', '--person', 'x')
  expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringMatching(/^There is no running demo team for /)])
  const unknown = await scimulator('act', 'okat')
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining("unknown command 'okat'")])
  const suite = await scimulator('rehearse', 'okta')
  expect([suite.code, suite.err]).toEqual([2, expect.stringContaining("missing required argument 'URL'")])
})
