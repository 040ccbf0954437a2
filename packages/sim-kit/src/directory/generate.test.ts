import { expect, test } from 'vitest'
import { generateDirectory } from './generate.ts'

const options = { users: 200, groups: 12, seed: 'scimulator' }

test('the same seed generates the same directory, another seed another one', () => {
  expect(generateDirectory(options)).toEqual(generateDirectory(options))
  expect(generateDirectory({ ...options, seed: 'other' })).not.toEqual(generateDirectory(options))
})

test('a larger directory keeps the people of a smaller one', () => {
  const small = generateDirectory({ ...options, users: 30 })
  expect(generateDirectory(options).people.slice(0, 30)).toEqual(small.people)
})

test('userNames are unique ASCII mail addresses in the given domain', () => {
  const { people } = generateDirectory({ ...options, users: 2000, domain: 'acme.example.com' })
  expect(new Set(people.map(({ userName }) => userName)).size).toBe(2000)
  for (const { userName } of people) expect(userName).toMatch(/^[a-z0-9.]+@acme\.example\.com$/)
})

test('twenty people already show apostrophes, other scripts, missing attributes, managers and somebody inactive', () => {
  const { people } = generateDirectory({ ...options, users: 20, groups: 4 })
  expect(people.some(({ displayName }) => /\p{Script=Han}/u.test(displayName))).toBe(true)
  expect(people.some(({ displayName }) => /\p{Script=Cyrillic}/u.test(displayName))).toBe(true)
  expect(people.some(({ title }) => title === undefined)).toBe(true)
  expect(people.some(({ department }) => department === undefined)).toBe(true)
  expect(people.some(({ active }) => !active)).toBe(true)
  expect(people.filter(({ givenName }) => givenName === 'Maria').length).toBeGreaterThan(1)
  const ids = new Set(people.map(({ id }) => id))
  const managed = people.filter(({ manager }) => manager !== undefined)
  expect(managed.length).toBeGreaterThan(10)
  for (const { manager } of managed) expect(ids).toContain(manager)
  expect(people.slice(1).some(({ manager, department }) => manager === undefined && department === undefined)).toBe(
    true,
  )
})

test('every group has members of the directory, and its prefix', () => {
  const { people, groups } = generateDirectory({ ...options, groupPrefix: 'okay ' })
  const ids = new Set(people.map(({ id }) => id))
  expect(groups).toHaveLength(12)
  for (const { displayName, members } of groups) {
    expect(displayName).toMatch(/^okay /)
    expect(members.length).toBeGreaterThan(0)
    expect(members.every((id) => ids.has(id))).toBe(true)
  }
})

test('an empty directory and groups without people are possible', () => {
  expect(generateDirectory({ users: 0, groups: 0, seed: 'x' })).toEqual({ people: [], groups: [] })
  expect(generateDirectory({ users: 0, groups: 1, seed: 'x' }).groups[0]?.members).toEqual([])
})
