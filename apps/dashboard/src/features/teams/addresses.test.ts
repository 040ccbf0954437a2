import { describe, expect, it } from 'vitest'
import { aTeam } from '../../testing/records.ts'
import { addressesOf } from './addresses.ts'

describe('addressesOf', () => {
  it('gives the path form first, in the three ways consoles ask for it, and the host form last', () => {
    expect(addressesOf(aTeam()).map((address) => address.value)).toEqual([
      'http://localhost:4000/teams/acme/scim/v2',
      'http://localhost:4000/teams/acme',
      'acme',
      'http://acme.localhost:4000/scim/v2',
    ])
  })
})
