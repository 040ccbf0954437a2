import { expect, test } from 'vitest'
import { openFaultBook } from './fault-book.ts'

test('what is switched on is kept with whom it met, met or not', () => {
  const book = openFaultBook(['reset', 'slow'])
  for (const [id, fault] of [['x1', 'reset'], ['x2'], ['x3', 'reset'], ['x4', 'wrongStatus']] as const)
    book.note({ id, ...(fault === undefined ? {} : { fault }) })
  expect(book.faults()).toEqual([
    { fault: 'reset', by: 'way', hits: 2, exchanges: ['x1', 'x3'] },
    { fault: 'slow', by: 'way', hits: 0, exchanges: [] },
    { fault: 'wrongStatus', by: 'target', hits: 1, exchanges: ['x4'] },
  ])
})

test('a target that names another fault with every answer, or one for ever, fills nothing', () => {
  const book = openFaultBook([])
  for (let index = 0; index < 200; index++) {
    book.note({ id: `x${index}`, fault: 'same' })
    book.note({ id: `y${index}`, fault: `f${index}` })
  }
  expect(book.faults()).toHaveLength(20)
  expect(book.faults()[0]).toMatchObject({ hits: 200 })
  expect(book.faults()[0]?.exchanges).toHaveLength(50)
})
