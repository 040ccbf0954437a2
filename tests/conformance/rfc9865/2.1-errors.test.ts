/**
 * Cursors that no longer serve, on a clock that the test sets.
 *
 * @see RFC 9865 §2.1 Cursor-Based Pagination Errors — https://www.rfc-editor.org/rfc/rfc9865#section-2.1
 */
import { describe, expect, it } from 'vitest'
import { expectScimError, expectStatus, useRouter } from '../support/index.ts'

const clock = { seconds: 0 }
const scim = useRouter({ limits: { cursorTimeout: 60 }, now: () => clock.seconds * 1000 })

describe('a cursor', () => {
  it('K-007 D-022 [SHOULD] serves as long as is announced, and is then expired', async () => {
    for (let n = 0; n < 4; n++) await scim.createUser()
    expect((await scim.get('/ServiceProviderConfig')).body.pagination).toMatchObject({ cursorTimeout: 60 })
    const page = (cursor: unknown) => scim.get('/Users', { count: '1', cursor: String(cursor) })
    const { nextCursor } = (await page('')).body
    clock.seconds = 60
    const second = await page(nextCursor)
    expectStatus(second, 200)
    clock.seconds = 61
    expectScimError(await page(nextCursor), 400, 'expiredCursor')
    // Each cursor has its own time, counted from the page that named it.
    clock.seconds = 120
    expectStatus(await page(second.body.nextCursor), 200)
  })
})
