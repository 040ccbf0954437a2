// Writes the JSON Schemas of every --json document to docs/schemas. `--check` only compares.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const room = join(root, 'packages', 'admin-api')
const { scenarioFileSchema } = await import(
  pathToFileURL(join(root, 'packages', 'sim-kit', 'src', 'scenario', 'format.ts'))
)
const documents = await import(pathToFileURL(join(room, 'src', 'index.ts')))
const { z } = await import(pathToFileURL(join(room, 'node_modules', 'zod', 'index.js')))

const folder = join(root, 'docs', 'schemas')
const check = process.argv.includes('--check')
const stale = []
mkdirSync(folder, { recursive: true })
for (const [name, schema] of [
  ['sync', documents.syncReportSchema],
  ['rehearse', documents.rehearseReportSchema],
  ['actions', documents.actionsDocumentSchema],
  ['settings', documents.settingsDocumentSchema],
  ['serve', documents.serveDocumentSchema],
  ['start', documents.startDocumentSchema],
  ['check', documents.checkReportSchema],
  ['sign-in-link', documents.printedLinkSchema],
  ['purge', documents.purgeDocumentSchema],
  ['token', documents.tokenDocumentSchema],
  ['tokens', documents.tokensDocumentSchema],
  ['faults', documents.teamFaultsSchema],
  ['quirks', documents.quirksDocumentSchema],
  ['diff', documents.reportDiffSchema],
  ['token-revoked', documents.revokedDocumentSchema],
  ['scenarios', documents.scenariosDocumentSchema],
  ['scenario-file', scenarioFileSchema],
]) {
  const file = join(folder, `${name}.schema.json`)
  const text = `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
  if (check) stale.push(file)
  else writeFileSync(file, text)
}
if (stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run docs".`)
  process.exit(1)
}
