import { type OpenedRun, openRunSchema, runEventSchema } from '@scimulator/admin-api'
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { ApiFailure, nothingHere } from '../http/api-error.ts'
import { jsonBody, parseBody } from '../http/json-body.ts'
import type { RunLog } from '../run-log/run-log.ts'
import type { AddressBook } from '../teams/team-addresses.ts'
import { numberParameter, pathParameter, textParameter } from './query.ts'

const eventsSchema = z.array(runEventSchema).max(1000)

/** `/api/runs`: simulators write them, the dashboard reads them. */
export function runRoutes(options: {
  runLog: RunLog
  addresses: AddressBook
  ingestOnly: RequestHandler
  onEvents: (count: number) => void
}): Router {
  const { runLog, addresses, ingestOnly } = options
  const router = Router()
  router.post('/', ingestOnly, ...jsonBody(64 * 1024), (request, response) => {
    const open = parseBody(request, openRunSchema)
    const run = runLog.open(open, addresses.teamOf(open.target) ?? null)
    const opened: OpenedRun = { id: run.id, url: `${addresses.url}/runs/${run.id}` }
    response.status(201).json(opened)
  })
  router.post('/:id/events', ingestOnly, ...jsonBody(32 * 1024 * 1024), (request, response) => {
    const events = parseBody(request, eventsSchema)
    const taken = runLog.append(pathParameter(request, 'id'), events)
    if (taken === 'unknown') throw nothingHere('The run')
    if (taken === 'over') throw new ApiFailure(409, 'runOver', 'The run has ended.')
    options.onEvents(events.length)
    response.status(204).end()
  })
  router.get('/', (request, response) => {
    const selection = {
      vendor: textParameter(request, 'vendor'),
      team: textParameter(request, 'team'),
      limit: numberParameter(request, 'limit', { min: 1, max: 200, otherwise: 50 }),
    }
    response.json({ runs: runLog.list(selection) })
  })
  router.get('/:id', (request, response) => {
    const detail = runLog.get(pathParameter(request, 'id'))
    if (detail === undefined) throw nothingHere('The run')
    response.json(detail)
  })
  router.get('/:id/exchanges', (request, response) => {
    const id = pathParameter(request, 'id')
    if (runLog.get(id) === undefined) throw nothingHere('The run')
    const selection = { step: textParameter(request, 'step'), id: textParameter(request, 'id') }
    response.json({ exchanges: runLog.exchanges(id, selection) })
  })
  return router
}
