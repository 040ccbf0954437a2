import { expect, it } from 'vitest'
import { LIST_RESPONSE } from '../schema/urns.ts'
import { toCursorListResponse, toListResponse } from './list-response.ts'

it('P-007 P-014 F-003 [MUST] counts this page and has Resources even when empty', () => {
  expect(toListResponse([{ id: '1' }], 23, 21)).toEqual({
    schemas: [LIST_RESPONSE],
    totalResults: 23,
    startIndex: 21,
    itemsPerPage: 1,
    Resources: [{ id: '1' }],
  })
  expect(toListResponse([], 0, 1)).toMatchObject({ totalResults: 0, itemsPerPage: 0, Resources: [] })
})

it('K-002 [MUST] names the next page by cursor, but for the last, and no index', () => {
  const page = { schemas: [LIST_RESPONSE], totalResults: 23, itemsPerPage: 1, Resources: [{ id: '1' }] }
  expect(toCursorListResponse([{ id: '1' }], 23, 'abc')).toEqual({ ...page, nextCursor: 'abc' })
  expect(Object.keys(toCursorListResponse([{ id: '1' }], 23, undefined)).sort()).toEqual(Object.keys(page).sort())
})
