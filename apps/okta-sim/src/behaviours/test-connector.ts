import type { Subject } from '@scimulator/admin-api'
import { type Behaviour, type StepResult, step } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import { CANNOT_SAVE, NO_RESULTS, testFailed } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import { listGroups } from '../requests/groups.ts'
import { readList } from '../requests/list-reply.ts'
import { probeUsers } from '../requests/users.ts'
import { discoverSchema } from './discover.ts'

/** Tests the credentials, then saves the integration. Whether both worked: without that nothing is provisioned. */
export function* connectApp(app: OktaApp): Behaviour<boolean> {
  const subject: Subject = { kind: 'connection', name: app.integration.label }
  const tested = yield* probeConnection(app, app.integration.testButton)
  if (app.data.connection !== 'saved') app.data.connection = 'refused'
  if (tested.outcome !== 'succeeded') return false
  const saved = yield* step(subject, 'testConnection', () => save(app), 'Save')
  if (saved.outcome !== 'succeeded') return false
  app.data.connection = 'saved'
  app.data.importedAt ??= app.context.now().toISOString()
  if (app.knobs.importUserSchema) yield* discoverSchema(app, 'Import User Schema')
  return true
}

/** Asks for two users, as the test button and every Save do. */
export function probeConnection(app: OktaApp, cause: string): Behaviour<StepResult> {
  return step({ kind: 'connection', name: app.integration.label }, 'testConnection', () => probe(app), cause)
}

function* save(app: OktaApp): Behaviour<StepResult> {
  const tested = yield* probe(app)
  if (tested.outcome !== 'succeeded') return { outcome: 'failed', reason: CANNOT_SAVE }
  if (!app.knobs.groupsProbeOnSave) return tested
  // Without a probe of its own in the catalogue, the request is the first page of a groups import.
  const shape = app.integration.updates === 'put' ? 'import-groups' : 'groups-probe'
  const reply = yield* ask(app, listGroups(1, shape), { refused: 'list-refused' })
  const list = reply.ok ? yield* readList(reply) : undefined
  return list === undefined ? { outcome: 'failed', reason: CANNOT_SAVE } : { outcome: 'succeeded' }
}

function* probe(app: OktaApp): Behaviour<StepResult> {
  const reply = yield* ask(app, probeUsers(), {
    refused: (status) => (status === 404 ? 'base-url-wrong' : 'list-refused'),
  })
  if (!reply.ok) return { outcome: 'failed', reason: reply.status === 404 ? NO_RESULTS : testFailed(reply.failure) }
  const list = yield* readList(reply)
  if (list === undefined) return { outcome: 'failed', reason: NO_RESULTS }
  return { outcome: 'succeeded', reason: app.integration.testSucceeded }
}
