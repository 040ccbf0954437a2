import express, { type Request, type RequestHandler } from 'express'
import type { z } from 'zod'
import { ApiFailure, badRequest } from './api-error.ts'

/** Reads JSON bodies of the API up to `limit` bytes; nothing but `application/json` is taken, nothing is inflated. */
export function jsonBody(limit: number): RequestHandler[] {
  const requireJson: RequestHandler = (request, _response, next) => {
    const type = (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
    next(type === 'application/json' ? undefined : new ApiFailure(415, 'mediaType', 'Send application/json.'))
  }
  return [requireJson, express.json({ limit, inflate: false, strict: true })]
}

/** The body of a request as what the schema says. @throws ApiFailure 400 naming the path that is wrong. */
export function parseBody<Schema extends z.ZodType>(request: Request, schema: Schema): z.infer<Schema> {
  const body: unknown = request.body
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path = (issue?.path ?? []).map(String).join('.').slice(0, 100)
  throw badRequest(
    `The body is not what is expected${path === '' ? '' : ` at "${path}"`}: ${issue?.message ?? 'wrong form'}`,
  )
}
