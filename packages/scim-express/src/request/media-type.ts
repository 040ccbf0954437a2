/**
 * @see RFC 7644 §3.8 HTTP Methods and Media Types — https://www.rfc-editor.org/rfc/rfc7644#section-3.8
 */
import { notAcceptable, unsupportedMediaType } from '@scimulator/scim-core'
import type { Request } from 'express'

/** The media type of every answer. */
export const SCIM_JSON = 'application/scim+json'
const JSON_TYPES = new Set([SCIM_JSON, 'application/json'])
const ACCEPTED_RANGES = new Set([SCIM_JSON, 'application/json', 'application/*', '*/*'])

/**
 * Lets only SCIM JSON and plain JSON in, in UTF-8 and without a content coding. CHOICE: a body without a media type is
 * refused as well, so that a web page cannot post one without asking.
 *
 * @throws ScimError 415.
 */
export function assertJsonBody(request: Request): void {
  const header = request.headers['content-type'] ?? ''
  const [type = '', ...parameters] = header.slice(0, 1000).split(';')
  if (!JSON_TYPES.has(type.trim().toLowerCase())) {
    throw unsupportedMediaType(`The body must be ${SCIM_JSON} or application/json.`)
  }
  const charset = parameters.map(charsetOf).find(Boolean)
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw unsupportedMediaType('The body must be in UTF-8.')
  const coding = request.headers['content-encoding']
  if (coding !== undefined && coding.toLowerCase() !== 'identity') {
    throw unsupportedMediaType('The body must not have a content coding.')
  }
}

function charsetOf(parameter: string): string | undefined {
  const [name = '', ...value] = parameter.split('=')
  if (name.trim().toLowerCase() !== 'charset') return undefined
  return /^"?([^"]*)"?$/.exec(value.join('=').trim())?.[1]
}

/** CHOICE: 406 only when `Accept` rules out every JSON. @throws ScimError 406. */
export function assertAcceptsJson(request: Request): void {
  const { accept } = request.headers
  if (accept === undefined || accept.trim() === '') return
  const ranges = accept.slice(0, 4000).split(',')
  if (!ranges.some(isAcceptedRange)) throw notAcceptable(`The answers of this service are ${SCIM_JSON}.`)
}

function isAcceptedRange(range: string): boolean {
  const [type = '', ...parameters] = range.split(';')
  const refused = parameters.some((parameter) => /^\s*q\s*=\s*0(\.0*)?\s*$/i.test(parameter))
  return ACCEPTED_RANGES.has(type.trim().toLowerCase()) && !refused
}
