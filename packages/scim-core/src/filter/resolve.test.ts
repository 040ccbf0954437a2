import { describe, expect, it } from 'vitest'
import { GROUP } from '../resources/group/resource-type.ts'
import { USER } from '../resources/user/resource-type.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import { parseFilter } from './parse.ts'
import { printFilter } from './print.ts'
import { resolveFilter } from './resolve.ts'

const resolved = (text: string, type = USER) => printFilter(resolveFilter(parseFilter(text), type))

describe('resolveFilter', () => {
  it.each([
    ['USERNAME eq "a"', 'userName eq "a"'],
    ['urn:IETF:params:scim:schemas:core:2.0:user:USERNAME eq "a"', 'userName eq "a"'],
    ['Name.FAMILYNAME pr', 'name.familyName pr'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:emails[TYPE eq "work"]', 'emails[type eq "work"]'],
    [
      'URN:ietf:params:scim:schemas:extension:enterprise:2.0:User:MANAGER.value eq "1"',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "1"',
    ],
    ['META.LASTMODIFIED ge "2026-01-01T00:00:00Z"', 'meta.lastModified ge "2026-01-01T00:00:00Z"'],
    ['schemas eq "urn:x"', 'schemas eq "urn:x"'],
  ])('S-007 F-028 F-029 F-031 F-032 [MUST] gives %s its canonical names', (written, canonical) => {
    expect(resolved(written)).toBe(canonical)
  })

  it('F-027 [MUST] takes a multi-valued complex attribute for its value', () => {
    expect(resolved('emails co "example.com"')).toBe('emails.value co "example.com"')
    expect(resolved('members eq "1"', GROUP)).toBe('members.value eq "1"')
    expect(resolved('emails pr')).toBe('emails pr')
    expect(() => resolved('name co "x"')).toThrow('name one of its sub-attributes: formatted, familyName')
  })

  it.each(['foo eq "x"', 'name.foo pr', 'emails[foo pr]', 'urn:x:userName pr', 'constructor pr', 'toString pr'])(
    'F-036 IP-12 [CHOICE] refuses the unknown attribute of %s',
    (text) => {
      expect(() => resolved(text)).toThrow(expect.objectContaining({ scimType: 'invalidFilter' }))
    },
  )

  it('F-030 [CHOICE] refuses an extension attribute without its URN', () => {
    expect(() => resolved('department eq "X"')).toThrow('those of an extension with their full URN')
  })

  it('F-025 [CHOICE] refuses a URN inside brackets', () => {
    expect(() => resolved('emails[urn:ietf:params:scim:schemas:core:2.0:User:type eq "work"]')).toThrow(
      'not a sub-attribute',
    )
  })

  it.each(['active gt true', 'x509Certificates.value lt "a"'])('F-013 [MUST] refuses ordering in %s', (text) => {
    expect(() => resolved(text)).toThrow(expect.objectContaining({ scimType: 'invalidFilter' }))
  })

  it.each(['active co "tr"', 'meta.created sw "2026"', 'x509Certificates.value co "a"'])(
    'F-015 [CHOICE] refuses the text operator in %s',
    (text) => {
      expect(() => resolved(text)).toThrow(expect.objectContaining({ scimType: 'invalidFilter' }))
    },
  )

  it.each(['active eq "true"', 'meta.created gt "x"', 'userName eq 5', 'userName eq true', 'active eq 1'])(
    'F-016 [CHOICE] refuses the literal in %s',
    (text) => {
      expect(() => resolved(text)).toThrow(expect.objectContaining({ scimType: 'invalidFilter' }))
    },
  )

  it('F-016 reads a boolean given as a string where that is tolerated', () => {
    const tolerances = createTolerances(['string-booleans'])
    const filter = resolveFilter(parseFilter('roles[primary eq "True"]'), USER, tolerances)
    expect(printFilter(filter)).toBe('roles[primary eq true]')
    expect(tolerances.used).toEqual(['string-booleans'])
  })

  it('F-042 [CHOICE] takes null with eq and ne only', () => {
    expect(resolved('title eq null and active ne null')).toBe('title eq null and active ne null')
    expect(() => resolved('title gt null')).toThrow('"gt" does not go with "title" and null; allowed are eq, ne.')
  })

  it.each(['password pr', 'password eq "x"', 'not (PASSWORD sw "a")'])(
    'F-034 F-052 IN-08 refuses %s as sensitive',
    (text) => {
      expect(() => resolved(text)).toThrow(expect.objectContaining({ status: 403, scimType: 'sensitive' }))
    },
  )

  it('M-062 [CHOICE] refuses brackets on a singular attribute', () => {
    expect(() => resolved('name[givenName eq "a"]')).toThrow('"name" is not multi-valued')
    expect(() => resolved('emails.type[value eq "a"]')).toThrow('"emails.type" is not multi-valued')
  })

  it('takes value for the elements of a simple attribute', () => {
    expect(resolved('schemas[VALUE sw "urn:"]')).toBe('schemas[value sw "urn:"]')
    expect(() => resolved('schemas[type eq "a"]')).toThrow('not a sub-attribute of "schemas"')
  })
})
