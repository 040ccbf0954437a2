import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { AuditRow } from '@scimulator/admin-api'
import { stringify } from 'csv-stringify'
import { type Request, type RequestHandler, Router } from 'express'
import { badRequest } from '../../http/api-error.ts'
import type { AuditLog } from '../../product/product.ts'
import { numberParameter, textParameter } from '../query.ts'
import type { Doors } from './doors.ts'

const COLUMNS = [
  'id',
  'at',
  'actorKind',
  'actorId',
  'actorName',
  'action',
  'subjectKind',
  'subjectId',
  'subjectName',
  'before',
  'after',
  'requestId',
] as const

/** `audit-log` of a team: a page of it, or all of it as a file. */
export function auditRoutes({ doors, audit }: { doors: Doors; audit: AuditLog }): Router {
  const router = Router({ mergeParams: true, caseSensitive: true })
  router.get('/audit-log', doors.auditor, async (request, response) => {
    const count = numberParameter(request, 'count', { min: 1, max: 200, otherwise: 50 })
    response.json(await audit.page(doors.of(request).team, { before: readBefore(request), count }))
  })
  router.get('/audit-log.csv', doors.auditor, download(doors, audit, 'csv'))
  router.get('/audit-log.json', doors.auditor, download(doors, audit, 'json'))
  return router
}

function readBefore(request: Request): string | undefined {
  const before = textParameter(request, 'before')
  if (before !== undefined && !/^\d{1,15}$/.test(before)) throw badRequest('"before" takes the id of a row.')
  return before
}

// In portions: a log may be larger than memory.
function download(doors: Doors, audit: AuditLog, form: 'csv' | 'json'): RequestHandler {
  return async (request, response) => {
    const { team } = doors.of(request)
    response.attachment(`${team.name}-audit-log.${form}`)
    if (request.method === 'HEAD') return void response.end()
    const rows = Readable.from(audit.all(team))
    if (form === 'json') return pipeline(rows, toJson, response)
    // A cell that begins like a formula would be one to a spreadsheet.
    await pipeline(rows, toRecords, stringify({ header: true, columns: [...COLUMNS], escape_formulas: true }), response)
  }
}

async function* toRecords(rows: AsyncIterable<AuditRow>): AsyncIterable<Record<(typeof COLUMNS)[number], string>> {
  for await (const { id, at, actor, action, subject, before, after, requestId } of rows) {
    yield {
      id,
      at,
      actorKind: actor.kind,
      actorId: actor.id ?? '',
      actorName: actor.name,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id ?? '',
      subjectName: subject.name,
      before: before === null ? '' : JSON.stringify(before),
      after: after === null ? '' : JSON.stringify(after),
      requestId: requestId ?? '',
    }
  }
}

async function* toJson(rows: AsyncIterable<AuditRow>): AsyncIterable<string> {
  let before = '[\n'
  for await (const row of rows) {
    yield `${before}${JSON.stringify(row)}`
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
