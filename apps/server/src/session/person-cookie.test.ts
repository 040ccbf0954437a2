import type { Request } from 'express'
import { expect, it } from 'vitest'
import { createPersonCookie } from './person-cookie.ts'

const SECRET = 'a'.repeat(43)
// The one thing that reading asks of a request.
const requestWith = (cookie: string | undefined): Request => ({ get: () => cookie }) as unknown as Request

it('WB-02 WB-03 a person cookie is HttpOnly, Lax and named for team and port', () => {
  const cookie = createPersonCookie({ port: 4000, secure: false })
  expect(cookie.set('acme', SECRET)).toBe(`scimulator_person_acme_4000=${SECRET}; Path=/; HttpOnly; SameSite=Lax`)
  expect(cookie.clear('acme')).toBe('scimulator_person_acme_4000=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0')
})

it('WB-02 by https it is Secure and bound to the host', () => {
  const cookie = createPersonCookie({ port: 443, secure: true })
  expect(cookie.set('acme', SECRET)).toBe(
    `__Host-scimulator_person_acme_443=${SECRET}; Path=/; HttpOnly; SameSite=Lax; Secure`,
  )
})

it.each<[string, string | undefined, string | undefined]>([
  ['its own', `x=1; scimulator_person_acme_4000=${SECRET}; y=2`, SECRET],
  ["another team's", `scimulator_person_globex_4000=${SECRET}`, undefined],
  ["another port's", `scimulator_person_acme_4001=${SECRET}`, undefined],
  ['a longer name', `x_scimulator_person_acme_4000=${SECRET}`, undefined],
  ['a value that is no secret', 'scimulator_person_acme_4000=short', undefined],
  ['no value', 'scimulator_person_acme_4000=', undefined],
  ['none', undefined, undefined],
])('reads %s', (_name, header, expected) => {
  const cookie = createPersonCookie({ port: 4000, secure: false })
  expect(cookie.read(requestWith(header), 'acme')).toBe(expected)
})
