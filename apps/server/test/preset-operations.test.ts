import { expect, test } from 'vitest'
import { type Answered, type Asked, scimError } from '../src/faults/asked.ts'
import { serveOperations } from '../src/faults/presets/bulk-operations.ts'
import { findPreset } from '../src/faults/presets/presets.ts'
import { message, patchOp } from './preset-support.ts'

/** How often a defect that reads before each PATCH asks for a bulk request of so many, and what comes of it. */
async function ask(operations: number, status: number): Promise<{ asks: number; isAsItCame: boolean; status: number }> {
  const data = patchOp({ op: 'add', path: 'emails[type eq "work"].value', value: 'x' })
  const Operations = Array.from({ length: operations }, () => ({ method: 'PATCH', path: '/Users/1', data }))
  const body = JSON.stringify(message('BulkRequest', { Operations }))
  const asked: Asked = { method: 'POST', path: '/Bulk', search: '', body }
  const inner: Asked[] = []
  const inside = async (one: Asked): Promise<Answered> => {
    inner.push(one)
    return scimError(status, 'No.')
  }
  const { serve } = findPreset('no-target-400')
  const given = await serveOperations(asked, (one, next) => serve(one, next, new Map()), inside)
  return { asks: inner.length, isAsItCame: inner.at(-1) === asked, status: given.status }
}

test.each([401, 429])('whoever is answered %i is looked for once, whatever the bulk request holds', async (status) => {
  expect(await ask(900, status)).toEqual({ asks: 2, isAsItCame: true, status })
})

test('a bulk request with more operations than the server takes goes in as it came', async () => {
  expect(await ask(1001, 413)).toEqual({ asks: 1, isAsItCame: true, status: 413 })
  expect(await ask(1000, 404)).toEqual({ asks: 1001, isAsItCame: false, status: 404 })
})
