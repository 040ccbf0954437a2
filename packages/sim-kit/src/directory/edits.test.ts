import { expect, test } from 'vitest'
import type { Person } from './directory.ts'
import { changedPerson } from './edits.ts'

const ann: Person = {
  id: 'p1',
  userName: 'ann@example.com',
  givenName: 'Ann',
  familyName: 'Lee',
  displayName: 'Ann Lee',
  email: 'ann@example.com',
  title: 'Engineer',
  manager: 'p2',
  active: true,
}

test('a new name changes the display name, unless that is given too', () => {
  expect(changedPerson(ann, { familyName: 'Vance' }).displayName).toBe('Ann Vance')
  expect(changedPerson(ann, { familyName: 'Vance', displayName: 'A. V.' }).displayName).toBe('A. V.')
  const nick = { ...ann, displayName: 'Annie' }
  expect(changedPerson(nick, { title: 'Chief' })).toEqual({ ...nick, title: 'Chief' })
})

test('an empty title, department or manager is taken away', () => {
  const { title: _title, manager: _manager, ...rest } = ann
  expect(changedPerson(ann, { title: '', department: '', manager: '' })).toEqual(rest)
})
