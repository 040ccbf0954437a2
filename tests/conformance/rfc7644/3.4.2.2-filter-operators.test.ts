/**
 * What the operators of a filter mean, by the type of the attribute.
 *
 * @see RFC 7644 §3.4.2.2 Filtering, tables 3 to 5 — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { ENTERPRISE_USER_SCHEMA, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { expectList, expectScimError, makePeople, type People, uniqueName, useBothServers } from '../support/index.ts'

const { strict: scim, tolerant } = useBothServers()

/** Three people who differ in every kind of attribute. */
function cast(server = scim): Promise<People> {
  return makePeople(server, {
    ann: {
      title: 'Boss',
      active: true,
      name: { familyName: 'Adams' },
      profileUrl: 'http://example.com/Ann',
      emails: [
        { value: 'ann@work.example', type: 'work', primary: true },
        { value: 'ann@home.test', type: 'home' },
      ],
      x509Certificates: [{ value: 'QUFB' }],
      [ENTERPRISE_USER_SCHEMA]: { department: 'Sales' },
    },
    bob: { title: 'Clerk', active: false, emails: [{ value: 'bob@home.test', type: 'home' }] },
    cy: {},
  })
}

describe('comparison', () => {
  it.each([
    ['F-004 [MUST] eq on a string without regard to case', 'title eq "BOSS"', ['ann']],
    ['F-004 [MUST] eq on a boolean', 'active eq false', ['bob']],
    ['F-004 [MUST] eq on a reference by case', 'profileUrl eq "http://example.com/Ann"', ['ann']],
    ['F-004 [MUST] eq on a reference of another case', 'profileUrl eq "http://example.com/ann"', []],
    ['F-004 [MUST] eq on binary', 'x509Certificates.value eq "QUFB"', ['ann']],
    ['F-004 [MUST] eq on binary of another case', 'x509Certificates.value eq "qufb"', []],
    ['F-005 [MUST] ne finds other values', 'title ne "boss" and title pr', ['bob']],
    ['F-006 [CHOICE] ne finds those without a value', 'title ne "Boss"', ['bob', 'cy']],
    ['F-006 [CHOICE] ne is the negation of eq', 'not (title eq "Boss")', ['bob', 'cy']],
    ['F-007 [CHOICE] ne on a list holds when no element equals', 'emails.type ne "work"', ['bob', 'cy']],
    ['F-008 [MUST] co', 'title co "LER"', ['bob']],
    ['F-008 [MUST] sw', 'title sw "bo"', ['ann']],
    ['F-008 [MUST] ew', 'title ew "SS"', ['ann']],
    [
      'F-008 [MUST] co, sw and ew hold for the whole value',
      'title co "boss" and title sw "boss" and title ew "boss"',
      ['ann'],
    ],
    ['F-008 [MUST] sw does not match in the middle', 'title sw "oss"', []],
    [
      'F-010 [CHOICE] an empty operand matches every value',
      'title co "" and title sw "" and title ew ""',
      ['ann', 'bob'],
    ],
    ['F-011 [MUST] pr on a string', 'title pr', ['ann', 'bob']],
    ['F-011 [MUST] pr on a complex attribute', 'name pr', ['ann']],
    ['F-011 [MUST] pr on a list', 'emails pr', ['ann', 'bob']],
    ['F-011 [MUST] pr on false, and on what the service provider has said', 'active pr', ['ann', 'bob', 'cy']],
    ['F-012 [MUST] gt', 'title gt "boss"', ['bob']],
    ['F-012 [MUST] ge', 'title ge "boss"', ['ann', 'bob']],
    ['F-012 [MUST] lt', 'title lt "clerk"', ['ann']],
    ['F-012 [MUST] le', 'title le "clerk"', ['ann', 'bob']],
    ['F-021 [MUST] any element of a list may match', 'emails.value eq "ann@home.test"', ['ann']],
    ['F-022 [MUST] a value path asks all of one element', 'emails[type eq "work" and value co "@home"]', []],
    [
      'F-022 [MUST] separate conditions may meet different elements',
      'emails.type eq "work" and emails.value co "@home"',
      ['ann'],
    ],
    [
      'F-023 [MUST] and, or, not and parentheses inside brackets',
      'emails[(type eq "work" or type eq "home") and not (value sw "ann")]',
      ['bob'],
    ],
    ['F-027 [MUST] a list of objects compared as a whole means its value', 'emails co "home.test"', ['ann', 'bob']],
    ['F-042 [CHOICE] eq null finds those without a value', 'title eq null', ['cy']],
    ['F-042 [CHOICE] ne null finds those with one', 'title ne null', ['ann', 'bob']],
  ])('%s', async (_title, filter, expected) => {
    expect(await (await cast()).matching(filter)).toEqual(expected)
  })

  it('F-009 [CHOICE] % _ \\ and * in an operand are literal', async () => {
    const people = await makePeople(scim, {
      percent: { title: '100%' },
      zeros: { title: '1000' },
      under: { title: 'a_b' },
      letters: { title: 'axb' },
      back: { title: 'a\\b' },
      star: { title: 'a*b' },
    })
    expect(await people.matching('title co "0%"')).toEqual(['percent'])
    expect(await people.matching('title co "_"')).toEqual(['under'])
    expect(await people.matching('title co "\\\\"')).toEqual(['back'])
    expect(await people.matching('title ew "*b"')).toEqual(['star'])
    expect(await people.matching('title sw "%"')).toEqual([])
  })

  it('F-012 F-014 [MUST] dateTimes compare as instants, whatever the offset and precision', async () => {
    const people = await makePeople(scim, { one: {} })
    const { created } = (await scim.user(people.id('one'))).meta
    const shifted = new Date(Date.parse(created) + 2 * 3_600_000).toISOString().replace('Z', '+02:00')
    const finer = created.replace('Z', '000Z')
    for (const same of [created, shifted, finer]) {
      expect(await people.matching(`meta.created eq "${same}"`)).toEqual(['one'])
      expect(await people.matching(`meta.created ge "${same}" and meta.created le "${same}"`)).toEqual(['one'])
      expect(await people.matching(`meta.created gt "${same}"`)).toEqual([])
    }
    expect(await people.matching('meta.lastModified gt "2011-05-13T04:42:34Z"')).toEqual(['one'])
    expect(await people.matching('meta.lastModified lt "2011-05-13T04:42:34-09:00"')).toEqual([])
  })

  it('F-011 [MUST] pr is false again after the value is cleared', async () => {
    const people = await cast()
    await scim.patch(`/Users/${people.id('ann')}`, [
      { op: 'remove', path: 'title' },
      { op: 'remove', path: 'emails' },
    ])
    expect(await people.matching('title pr')).toEqual(['bob'])
    expect(await people.matching('emails pr')).toEqual(['bob'])
  })
})

describe('combinations that are refused', () => {
  it.each([
    ['F-013 [MUST]', 'active gt true'],
    ['F-013 [MUST]', 'active le false'],
    ['F-013 [MUST]', 'x509Certificates.value lt "QUFB"'],
    ['F-013 [MUST]', 'emails[primary ge true]'],
    ['F-015 [CHOICE]', 'active co "tr"'],
    ['F-015 [CHOICE]', 'meta.created sw "2026"'],
    ['F-016 [CHOICE]', 'active eq "true"'],
    ['F-016 [CHOICE]', 'meta.created gt "yesterday"'],
    ['F-016 [CHOICE]', 'userName eq 5'],
    ['F-016 [CHOICE]', 'title eq true'],
    ['F-027 [MUST]', 'name co "x"'],
    ['F-027 [MUST]', 'meta eq "x"'],
    ['F-036 [CHOICE]', 'foo eq "x"'],
    ['F-036 [CHOICE]', 'name.foo pr'],
    ['F-036 [CHOICE]', 'emails[foo eq "x"]'],
    ['F-042 [CHOICE]', 'title gt null'],
    ['F-042 [CHOICE]', 'title co null'],
  ])('%s %s: invalidFilter', async (_row, filter) => {
    expectScimError(await scim.get('/Users', { filter }), 400, 'invalidFilter')
  })

  it('F-016 [CHOICE] the booleans Entra writes as strings are understood where that is tolerated', async () => {
    const people = await cast(tolerant)
    expect(await people.matching('active eq "True"')).toEqual(['ann', 'cy'])
    expect(await people.matching('emails[primary eq "true"]')).toEqual(['ann'])
  })
})

describe('results', () => {
  it('F-002 [MUST] only the matches come back, and the total counts them before paging', async () => {
    const people = await cast()
    expectList(await people.page({ filter: 'title pr' }), 2)
    expectList(await people.page({ filter: 'title pr', count: '1' }), 2, 1)
  })

  it('F-003 [MUST] no match: 200 and an empty list', async () => {
    const answer = await scim.get('/Users', { filter: `userName eq "${uniqueName('nobody')}"` })
    expectList(answer, 0)
    expect(answer.body.Resources).toEqual([])
  })

  it('F-031 F-053 [MUST] schemas is a list of strings that can be searched', async () => {
    const people = await cast()
    expect(await people.matching(`schemas eq "${ENTERPRISE_USER_SCHEMA}"`)).toEqual(['ann'])
    expect(await people.matching(`schemas eq "${USER_SCHEMA}"`)).toEqual(['ann', 'bob', 'cy'])
    expect(await people.matching('schemas co "enterprise"')).toEqual(['ann'])
  })

  it('F-032 [MUST] id, externalId and meta can be searched by their own case rules', async () => {
    const externalId = uniqueName('Abc')
    const people = await makePeople(scim, { one: { externalId }, two: { externalId: externalId.toLowerCase() } })
    expect(await people.matching(`externalId eq "${externalId}"`)).toEqual(['one'])
    expect(await people.matching(`id eq "${people.id('two')}"`)).toEqual(['two'])
    expect(await people.matching(`id eq "${people.id('two').toUpperCase()}"`)).toEqual([])
    const { location } = (await scim.user(people.id('one'))).meta
    expect(await people.matching(`meta.location eq "${location}"`)).toEqual(['one'])
    expect(await people.matching('meta.location co "/Users/"')).toEqual(['one', 'two'])
    expect(await people.matching('meta.resourceType eq "User"')).toEqual(['one', 'two'])
    expect(await people.matching('meta.resourceType eq "Group"')).toEqual([])
  })

  it('F-033 [MUST] groups, members and manager can be searched', async () => {
    const people = await makePeople(scim, { one: {}, two: {} })
    const [one, two] = [people.id('one'), people.id('two')]
    const group = await scim.createGroup({ members: [{ value: one }] })
    await scim.patch(`/Users/${two}`, [{ op: 'add', path: `${ENTERPRISE_USER_SCHEMA}:manager`, value: { value: one } }])
    expect(await people.matching(`groups.value eq "${group.id}"`)).toEqual(['one'])
    expect(await people.matching(`groups[value eq "${group.id}" and type eq "direct"]`)).toEqual(['one'])
    expect(await people.matching(`${ENTERPRISE_USER_SCHEMA}:manager.value eq "${one}"`)).toEqual(['two'])
    for (const filter of [
      `members.value eq "${one}"`,
      `members[value eq "${one}" and type eq "User"]`,
      `members eq "${one}"`,
    ]) {
      expect((await scim.get('/Groups', { filter })).items.map(({ id }) => id)).toEqual([group.id])
    }
    expectList(await scim.get('/Groups', { filter: `members.value eq "${two}"` }), 0)
  })

  it('F-044 [MUST] strings are prepared before they are compared', async () => {
    const people = await makePeople(scim, { one: { title: 'Caf\u00e9', displayName: 'ÉCOLE' } })
    expect(await people.matching('title eq "Cafe\u0301"')).toEqual(['one'])
    expect(await people.matching('title eq "CAFÉ"')).toEqual(['one'])
    expect(await people.matching('displayName sw "école"')).toEqual(['one'])
  })

  it('F-045 [MUST] the parameter is percent-decoded once', async () => {
    const title = 'a+b&c#d%25 e=f'
    const people = await makePeople(scim, { one: { title } })
    expect(await people.matching(`title eq "${title}"`)).toEqual(['one'])
  })

  it('F-046 [MUST] the filter looks at the stored values, not at what is shown', async () => {
    const people = await cast()
    const answer = await people.page({ filter: 'title eq "Boss"', attributes: 'id' })
    expect(answer.items).toEqual([{ schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA], id: people.id('ann') }])
    expect(await people.inOrder({ filter: 'title eq "Boss"', excludedAttributes: 'title' })).toEqual(['ann'])
  })
})
