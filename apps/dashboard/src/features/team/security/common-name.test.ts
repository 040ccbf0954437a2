import { describe, expect, it } from 'vitest'
import { commonName } from './common-name.ts'

describe('commonName', () => {
  it.each([
    ['C=US, ST=California, O=Acme, CN=acme.test, emailAddress=info@acme.test', 'acme.test'],
    ['CN=acme', 'acme'],
    ['O=Acme + CN=idp', 'idp'],
    ['CN=Acme\\, Inc. \\+ friends, C=SE', 'Acme, Inc. + friends'],
    ['CN=outer, CN=inner', 'inner'],
    ['O=x\\, CN=not me, CN=me', 'me'],
    ['CN=ends with \\', 'ends with \\'],
  ])('of %s is %s', (subject, name) => {
    expect(commonName(subject)).toBe(name)
  })

  it.each(['', 'O=Acme, C=SE', 'O=Acme\\, CN=no', 'CN=', 'OCN=no'])('of %j is not there', (subject) => {
    expect(commonName(subject)).toBeNull()
  })
})
