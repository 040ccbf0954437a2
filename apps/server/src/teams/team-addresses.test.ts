import { expect, test } from 'vitest'
import { createAddressBook } from './team-addresses.ts'

test('behind a public URL admins copy that one only, programs of this machine use their own, and both are the team', () => {
  const book = createAddressBook({
    url: 'https://scim.example.com',
    localUrl: 'http://localhost:4000',
    port: 4000,
    hosts: [],
  })
  const scimUrl = 'https://scim.example.com/teams/acme/scim/v2'
  expect(book.of('acme')).toEqual({ scimUrl, hostUrl: scimUrl })
  expect(book.localScimUrl('acme')).toBe('http://localhost:4000/teams/acme/scim/v2')
  for (const target of [scimUrl, book.localScimUrl('acme')]) expect(book.teamOf(target)).toBe('acme')
})

test.each(['http://127.0.0.2:4000', 'http://[::1]:4000'])(
  'a run against the bound address %s is of the team',
  (url) => {
    const book = createAddressBook({ url, localUrl: url, port: 4000, hosts: [] })
    expect(book.teamOf(book.localScimUrl('acme'))).toBe('acme')
    expect(book.teamOf('http://127.0.0.3:4000/teams/acme/scim/v2')).toBeUndefined()
  },
)
