import { createHash, timingSafeEqual } from 'node:crypto'
import { type ApiError, actionOrderSchema, runRequestSchema } from '@scimulator/admin-api'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { BusyError, UsageError } from '../errors.ts'
import type { IdentityProvider } from '../idp/identity-provider.ts'
import { signOnControl } from '../idp/routes/control.ts'
import { loopbackHostsOnly } from '../idp/routes/loopback-hosts.ts'
import { signOnPages } from '../idp/routes/pages.ts'
import type { Vendor } from '../profile/profile.ts'
import { describeVendor } from '../run/select.ts'
import { parseBody } from './parse-body.ts'
import type { Runner } from './runner.ts'

/** What the control API stands on. */
export interface ControlAppOptions {
  readonly vendor: Vendor
  readonly token: string
  readonly runner: Runner
  /** The vendor's SAML side, if it has one. */
  readonly identityProvider?: IdentityProvider
  /** Told of errors nobody foresaw. */
  readonly note: (line: string) => void
}

/** The control API: what a vendor's admin does by hand, ordered over loopback; beside it the pages for browsers. */
export function createControlApp(options: ControlAppOptions): Express {
  const { vendor, token, runner, identityProvider, note } = options
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(loopbackHostsOnly())
  if (identityProvider) app.use('/idp', signOnPages(identityProvider))
  app.use(requireToken(token))
  app.use(express.json({ limit: '1mb', inflate: false }))
  app.get('/_sim/profile', (_request, response) => {
    response.json(describeVendor(vendor))
  })
  app.post('/_sim/run', async (request, response) => {
    response.status(202).json(await runner.run(parseBody(runRequestSchema, request.body)))
  })
  app.post('/_sim/actions/:id', async (request, response) => {
    const order = parseBody(actionOrderSchema, request.body)
    response.status(202).json(await runner.act(request.params.id, order))
  })
  if (identityProvider) app.use('/_sim', signOnControl(identityProvider))
  app.use((_request, response) => {
    response.status(404).json(failure('notFound', 'There is nothing here.'))
  })
  app.use(errorHandler(note))
  return app
}

function requireToken(token: string): RequestHandler {
  const expected = digest(`Bearer ${token}`)
  return (request, response, next) => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) next()
    else response.status(401).json(failure('unauthorized', 'The control token is missing or wrong.'))
  }
}

/** Compared as digests: equal lengths, whatever was sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function errorHandler(note: (line: string) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    if (error instanceof UsageError) response.status(400).json(failure('badRequest', error.message))
    else if (error instanceof BusyError) response.status(409).json(failure('busy', error.message))
    else if (isHttpError(error))
      response.status(error.status).json(failure('badRequest', 'The body is no JSON this API takes.'))
    else {
      note(`Unexpected error in the control API: ${error instanceof Error ? error.message : String(error)}`)
      response.status(500).json(failure('internal', 'Something went wrong in the simulator.'))
    }
  }
}

function isHttpError(error: unknown): error is { status: number } {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  )
}

function failure(code: string, message: string): ApiError {
  return { error: { code, message } }
}
