import { describe, expect, it } from 'vitest'
import { toErrorBody } from '../messages/error-body.ts'
import { ERROR } from '../schema/urns.ts'
import { quote } from './quote.ts'
import * as errors from './scim-error.ts'

describe('ScimError', () => {
  it('E-001 E-002 [MUST] becomes an Error message with its status as a string', () => {
    const error = errors.invalidFilter('It is wrong.', { cause: { column: 3 } })
    expect(toErrorBody(error)).toEqual({
      schemas: [ERROR],
      status: '400',
      scimType: 'invalidFilter',
      detail: 'It is wrong.',
    })
    expect(error).toMatchObject({ code: 'SCIM_INVALID_FILTER', cause: { column: 3 } })
    expect(toErrorBody(errors.notFound('Gone.'))).toEqual({ schemas: [ERROR], status: '404', detail: 'Gone.' })
  })

  it('E-004 E-011 E-013 [MUST] gives each kind its status and keyword', () => {
    const table = [
      [errors.tooMany, 400, 'tooMany'],
      [errors.uniqueness, 409, 'uniqueness'],
      [errors.mutability, 400, 'mutability'],
      [errors.invalidSyntax, 400, 'invalidSyntax'],
      [errors.invalidPath, 400, 'invalidPath'],
      [errors.noTarget, 400, 'noTarget'],
      [errors.invalidValue, 400, 'invalidValue'],
      [errors.invalidVersion, 400, 'invalidVers'],
      [errors.sensitive, 403, 'sensitive'],
      [errors.invalidCursor, 400, 'invalidCursor'],
      [errors.expiredCursor, 400, 'expiredCursor'],
      [errors.invalidCount, 400, 'invalidCount'],
      [errors.unauthorized, 401, undefined],
      [errors.forbidden, 403, undefined],
      [errors.methodNotAllowed, 405, undefined],
      [errors.notAcceptable, 406, undefined],
      [errors.conflict, 409, undefined],
      [errors.preconditionFailed, 412, undefined],
      [errors.payloadTooLarge, 413, undefined],
      [errors.unsupportedMediaType, 415, undefined],
      [errors.tooManyRequests, 429, undefined],
      [errors.notImplemented, 501, undefined],
      [errors.unavailable, 503, undefined],
    ] as const
    for (const [factory, status, scimType] of table) {
      const error = factory('It is wrong.')
      expect(error.status).toBe(status)
      expect(error.scimType).toBe(scimType)
      expect(error.code).toMatch(/^SCIM_[A-Z_]+$/)
    }
    expect(new Set(table.map(([factory]) => factory('x').code)).size).toBe(table.length)
  })

  it('E-017 says nothing about what went wrong inside', () => {
    const error = errors.internalError({ cause: new Error('SELECT secret') })
    expect(toErrorBody(error)).toEqual({
      schemas: [ERROR],
      status: '500',
      detail: 'The server failed to answer the request.',
    })
  })

  it('is told apart from other errors', () => {
    expect(errors.isScimError(errors.notFound('x'))).toBe(true)
    expect(errors.isScimError(new Error('x'))).toBe(false)
    expect(errors.isScimError({ status: 404, message: 'x' })).toBe(false)
  })
})

describe('quote', () => {
  it('E-020 shows a value on one line, short, and structures by their kind', () => {
    expect(quote('a"\n')).toBe('"a\\"\\n"')
    expect(quote('x'.repeat(500))).toHaveLength(80)
    expect([quote(5), quote(null), quote(undefined), quote({ a: 1 }), quote([1])]).toEqual([
      '5',
      'null',
      'nothing',
      'an object',
      'an array',
    ])
  })
})
