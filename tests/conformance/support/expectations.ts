import { ERROR, LIST_RESPONSE } from '@scimulator/scim-core'
import { expect } from 'vitest'
import type { Answer } from './answer.ts'

const SCIM_JSON = /^application\/scim\+json; ?charset=utf-8$/i

/**
 * Expects a SCIM error: its status, its shape and, where given, its keyword (null: none at all) and words of its detail.
 */
export function expectScimError(answer: Answer, status: number, scimType?: string | null, detail?: RegExp): void {
  expectStatus(answer, status)
  expect(answer.header('content-type')).toMatch(SCIM_JSON)
  const { body } = answer
  expect(body.schemas).toEqual([ERROR])
  expect(body.status).toBe(String(status))
  expect(typeof body.detail).toBe('string')
  if (scimType !== undefined) expect(body.scimType ?? null).toBe(scimType)
  if (detail !== undefined) expect(body.detail).toMatch(detail)
}

/** Expects a list of `count` resources out of `total`. */
export function expectList(answer: Answer, total: number, count: number = total): void {
  expectStatus(answer, 200)
  expect(answer.header('content-type')).toMatch(SCIM_JSON)
  expect(answer.body).toMatchObject({ schemas: [LIST_RESPONSE], totalResults: total, itemsPerPage: count })
  expect(answer.items).toHaveLength(count)
}

/** Expects this status and says what the server answered instead. */
export function expectStatus(answer: Answer, status: number): void {
  expect({ status: answer.status, text: answer.text.slice(0, 500) }).toMatchObject({ status })
}

/** Stands for any text of this form in an expected value. */
export function aText(form: RegExp = /./): unknown {
  return expect.stringMatching(form)
}

/** Stands for any number in an expected value. */
export function aNumber(): unknown {
  return expect.any(Number)
}

/** Stands for true or false in an expected value. */
export function aBoolean(): unknown {
  return expect.any(Boolean)
}
