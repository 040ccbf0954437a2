import { type Directory, withoutPerson, withPerson } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { aTestApp, type TestApp } from '../testing/clock.ts'
import { held, sorted } from '../testing/held.ts'
import { trace } from '../testing/trace.ts'
import { aliceAndBob, aPerson } from '../testing/world.ts'

const DAY = 24 * 60 * 60_000
const start = aliceAndBob()
const [alice, bob] = start.people
if (!alice || !bob) throw new TypeError('no Alice or Bob')

function started(options: Parameters<typeof aTestApp>[0] = {}): TestApp {
  const app = aTestApp(options)
  app.follow({ before: undefined, after: start })
  return app
}

const writes = (lines: readonly string[]): string[] => lines.filter((line) => !line.startsWith('GET'))

describe('names', () => {
  test('names in a chain are settled by the next cycle', () => {
    const app = started()
    const after = withPerson(withPerson(start, { ...alice, userName: 'bob@contoso.com' }), {
      ...bob,
      userName: 'robert@contoso.com',
    })
    const { result } = app.follow({ before: start, after })
    expect(held(app.responder)).toEqual(sorted(result))
    expect(result.users.map(({ userName }) => userName)).toEqual(['bob@contoso.com', 'robert@contoso.com'])
  })

  test('names that are swapped cannot be written one after the other: both stay, and are expected so', () => {
    const app = started({
      fault: (request, correct) => {
        const value = JSON.stringify(request.body ?? {})
        return request.shape === 'change-user-name' && /"(?:alice|bob)@/.test(value) ? { status: 409 } : correct()
      },
    })
    const after = withPerson(withPerson(start, { ...alice, userName: 'bob@contoso.com' }), {
      ...bob,
      userName: 'alice@contoso.com',
    })
    const { result, steps } = app.follow({ before: start, after })
    expect(held(app.responder)).toEqual(sorted(result))
    expect(steps.some(({ result: ended }) => ended?.reason?.startsWith('EntryConflict'))).toBe(true)
  })

  test('a newcomer with the name of somebody who left takes the account over, and it outlives the hard delete', () => {
    const app = started()
    const gone = withoutPerson(start, 'alice')
    app.follow({ before: start, after: gone })
    const rehired = withPerson(gone, aPerson('second', { userName: 'alice@contoso.com' }))
    app.follow({ before: gone, after: rehired })
    app.pass(40 * DAY)
    const { requests, result } = app.follow({ before: rehired, after: rehired })
    expect(writes(trace(requests))).toEqual([])
    expect(sorted(result)).toEqual(held(app.responder))
    expect(result.users).toContainEqual({ userName: 'alice@contoso.com', active: true })
  })

  test('a newcomer with the name somebody just gave up waits for the next cycle', () => {
    const app = started()
    const after: Directory = {
      ...start,
      people: [aPerson('new', { userName: 'alice@contoso.com' }), { ...alice, userName: 'al@contoso.com' }, bob],
    }
    const { result } = app.follow({ before: start, after })
    expect(sorted(result)).toEqual(held(app.responder))
    expect(result.users).toHaveLength(3)
  })
})
