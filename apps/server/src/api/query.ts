import type { Request } from 'express'
import { badRequest } from '../http/api-error.ts'

/** A text parameter; undefined when absent or empty. @throws ApiFailure when it is given twice or is too long. */
export function textParameter(request: Request, name: string): string | undefined {
  const value = request.query[name]
  if (value === undefined || value === '') return undefined
  if (typeof value !== 'string' || value.length > 200)
    throw badRequest(`"${name}" takes one text of at most 200 characters.`)
  return value
}

/** A whole number parameter between bounds. @throws ApiFailure. */
export function numberParameter(
  request: Request,
  name: string,
  bounds: { min: number; max: number; otherwise: number },
): number {
  const text = textParameter(request, name)
  if (text === undefined) return bounds.otherwise
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= bounds.min && value <= bounds.max)) {
    throw badRequest(`"${name}" takes a number from ${bounds.min} to ${bounds.max}.`)
  }
  return value
}

/** A parameter that is `true` or `false`; undefined when absent or empty. @throws ApiFailure. */
export function booleanParameter(request: Request, name: string): boolean | undefined {
  const text = textParameter(request, name)
  if (text === undefined || text === 'true' || text === 'false') return text === undefined ? undefined : text === 'true'
  throw badRequest(`"${name}" takes true or false.`)
}

/** A segment of the path. */
export function pathParameter(request: Request, name: string): string {
  const value = request.params[name]
  return typeof value === 'string' ? value : ''
}
