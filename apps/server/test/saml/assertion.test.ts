import { describe, expect, it } from 'vitest'
import { type Assertion, readAssertion } from '../../src/saml/response/read-assertion.ts'
import { CONDITIONS, CONFIRMATIONS, ENVELOPES, ISSUERS, MINUTE, type Row, SUBJECTS } from './assertion-rows.ts'
import { forgeXml, IDP, LONG_LIVED, type Message, newId } from './forge.ts'
import { EVE, expectRefused, matching, part, swap } from './refused.ts'
import { ANN, createBegunWorld, good } from './world.ts'

describe.each([
  ['SM-01 a subject', SUBJECTS],
  ['SM-02 a confirmation', CONFIRMATIONS],
  ['SM-02 conditions', CONDITIONS],
  ['SM-02 an issuer', ISSUERS],
  ['SM-02 an envelope', ENVELOPES],
])('%s that must not count', (_what, rows) => {
  it.each(rows)('is refused: $name', ({ reason, edit, more }) =>
    expectRefused({ reason, message: () => ({ ...more, ...(edit && { edit }) }) }),
  )
})

// The library refuses some of these by itself. The second layer must not lean on that.
describe('SM-02 the checks after the library, on their own', () => {
  const trusted = { audience: 'https://sp.example', acsUrl: 'https://sp.example/acs', requestId: newId(), nameId: ANN }
  const read = ({ edit = (xml) => xml, more = {} }: Pick<Row, 'edit' | 'more'>): Assertion => {
    const xml = forgeXml({ ...trusted, edit, ...more })
    return readAssertion(part(xml, /<(saml2?:)?Assertion [\s\S]*<\/\1Assertion>/), {
      ...trusted,
      issuer: IDP,
      now: Date.now(),
    })
  }

  it('take a good assertion', () => {
    expect(read({})).toMatchObject({ nameId: ANN, issuer: IDP })
  })

  it.each([...SUBJECTS, ...CONFIRMATIONS, ...CONDITIONS, ...ISSUERS])('refuse: $name', (row) => {
    expect(() => read(row)).toThrow(/^(The|What) /)
  })
})

describe('SM-01 what is harmless', () => {
  it.each<[string, Partial<Message>]>([
    [
      'an attribute named __proto__',
      {
        edit: swap(
          '<saml:AttributeStatement>',
          `<saml:AttributeStatement><saml:Attribute Name="__proto__"><saml:AttributeValue>${EVE}</saml:AttributeValue></saml:Attribute>`,
        ),
      },
    ],
    [
      'an attribute named nameID beside the NameID',
      {
        edit: swap(
          '<saml:AttributeStatement>',
          `<saml:AttributeStatement><saml:Attribute Name="nameID"><saml:AttributeValue>${EVE}</saml:AttributeValue></saml:Attribute>`,
        ),
      },
    ],
    ['no attributes', { edit: swap(/<saml:AttributeStatement>[\s\S]*<\/saml:AttributeStatement>/, '') }],
    ['a NameID in other letter case', { nameId: 'Ann@ACME.example' }],
    [
      'a holder-of-key confirmation beside a bearer one',
      {
        edit: (xml) => {
          const bearer = part(xml, /<saml:SubjectConfirmation [\s\S]*<\/saml:SubjectConfirmation>/)
          return swap(bearer, `${bearer}${bearer.replace('cm:bearer', 'cm:holder-of-key')}`)(xml)
        },
      },
    ],
    ['an envelope without Destination', { edit: swap(/ Destination="[^"]*"/, '') }],
    [
      'two audiences of which one is ours',
      { edit: swap('</saml:Audience>', '</saml:Audience><saml:Audience>https://other.example</saml:Audience>') },
    ],
  ])('signs the right person in: %s', async (_name, more) => {
    const world = await createBegunWorld()
    const answer = await world.browser1.answer(good(world, world.flow, more))
    expect({ status: answer.status, reason: await world.lastReason() }).toEqual({ status: 303, reason: undefined })
    expect(await world.browser1.personId()).toBe(world.ann.personId)
  })
})

describe('SM-02 clocks that differ', () => {
  it.each<[string, number, number]>([
    ['50 seconds ahead', 50, 303],
    ['70 seconds ahead', 70, 403],
    ['five minutes and a half behind', -330, 303],
    ['six minutes and a half behind', -390, 403],
  ])("an identity provider's clock %s answers with %#", async (_name, seconds, status) => {
    const world = await createBegunWorld()
    const issued = Date.now() + seconds * 1000
    expect((await world.browser1.answer(good(world, world.flow, { issued, shape: LONG_LIVED }))).status).toBe(status)
  })

  it.each<[string, number, RegExp | undefined]>([
    ['four minutes later', 4, undefined],
    ['seven minutes later', 7, /assertion is not valid any more/],
    ['eleven minutes later', 11, /begun too long ago/],
    ['two minutes earlier', -2, /assertion is not valid yet/],
  ])("an answer that comes %s by this server's own clock", async (_name, minutes, reason) => {
    const world = await createBegunWorld()
    const answer = good(world, world.flow, { shape: LONG_LIVED })
    world.pass(minutes * MINUTE)
    expect((await world.browser1.answer(answer)).status).toBe(reason === undefined ? 303 : 403)
    expect(await world.lastReason()).toEqual(reason === undefined ? undefined : matching(reason))
  })
})
