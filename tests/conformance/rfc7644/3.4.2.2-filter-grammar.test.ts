/**
 * How a filter is written.
 *
 * @see RFC 7644 §3.4.2.2 Filtering, figure 1; §3.10 Attribute Notation — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { ENTERPRISE_USER_SCHEMA, SEARCH_REQUEST, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { expectList, expectScimError, expectStatus, makePeople, useBothServers } from '../support/index.ts'

const { strict: scim, tolerant } = useBothServers()

// Every combination of three properties, to tell groupings apart.
const truthTable = () =>
  makePeople(
    scim,
    Object.fromEntries(
      ['', 'a', 'b', 'c', 'ab', 'ac', 'bc', 'abc'].map((set) => [
        `x${set}`,
        {
          ...(set.includes('a') ? { title: 'a' } : {}),
          ...(set.includes('b') ? { nickName: 'b' } : {}),
          ...(set.includes('c') ? { userType: 'c' } : {}),
        },
      ]),
    ),
  )

describe('names and operators', () => {
  it('F-017 [MUST] attribute names, operators and logical words are read in any case', async () => {
    const people = await makePeople(scim, { one: { title: 'T', active: true }, two: { title: 'T', active: false } })
    expect(await people.matching('TITLE Eq "t" AND Active EQ true')).toEqual(['one'])
    expect(await people.matching('NOT (Active eq true) Or TITLE PR And active Eq true')).toEqual(['one', 'two'])
  })

  it('F-028 [MUST] core attributes may be written with their URN', async () => {
    const people = await makePeople(scim, { jo: { name: { familyName: 'Jensen' } }, al: {} })
    expect(await people.matching(`${USER_SCHEMA}:userName sw "J"`)).toEqual(['jo'])
    expect(await people.matching(`${USER_SCHEMA}:name.familyName eq "jensen"`)).toEqual(['jo'])
    expect(await people.matching(`${USER_SCHEMA}:emails[type eq "work"]`)).toEqual([])
  })

  it('F-029 [MUST] extension attributes are written with their URN', async () => {
    const people = await makePeople(scim, {
      one: { [ENTERPRISE_USER_SCHEMA]: { department: 'X', manager: { value: 'boss' } } },
      two: { [ENTERPRISE_USER_SCHEMA]: { department: 'Y' } },
    })
    expect(await people.matching(`${ENTERPRISE_USER_SCHEMA}:department eq "x"`)).toEqual(['one'])
    expect(await people.matching(`${ENTERPRISE_USER_SCHEMA.toUpperCase()}:DEPARTMENT eq "y"`)).toEqual(['two'])
    expect(await people.matching(`${ENTERPRISE_USER_SCHEMA}:manager.value eq "boss"`)).toEqual(['one'])
  })

  it('F-030 [CHOICE] the bare name of an extension attribute is not known', async () => {
    expectScimError(await scim.get('/Users', { filter: 'department eq "X"' }), 400, 'invalidFilter', /URN/)
  })

  it('F-025 [CHOICE] a URN inside brackets is refused', async () => {
    const filter = `emails[${USER_SCHEMA}:type eq "work"]`
    expectScimError(await scim.get('/Users', { filter }), 400, 'invalidFilter')
  })

  it('F-050 S-009 [MUST] `$ref` can be searched', async () => {
    const [user, other] = [await scim.createUser(), await scim.createUser()]
    const [group, rest] = [await scim.createGroupOf(user), await scim.createGroupOf(other)]
    const both = `(id eq "${group.id}" or id eq "${rest.id}")`
    const matching = async (filter: string) =>
      (await scim.get('/Groups', { filter: `${both} and ${filter}` })).items.map(({ id }) => id)
    expect(await matching('members.$ref co "/Users/"')).toEqual([group.id, rest.id])
    expect(await matching(`members.$ref eq "${user.meta.location}"`)).toEqual([group.id])
    expect(await matching(`members[$ref ew "/Users/${other.id}"]`)).toEqual([rest.id])
    expect(await matching('not (members.$ref pr)')).toEqual([])
    const found = await scim.get('/Users', { filter: `groups.$ref eq "${group.meta.location}"` })
    expect(found.items.map(({ id }) => id)).toEqual([user.id])
  })

  it('F-037 [MUST] an unknown operator is named in the error', async () => {
    expectScimError(await scim.get('/Users', { filter: 'userName regex "a"' }), 400, 'invalidFilter', /regex/)
  })
})

describe('grouping', () => {
  it.each([
    [
      'F-018 [MUST] and binds tighter than or',
      'title pr or nickName pr and userType pr',
      ['xa', 'xab', 'xabc', 'xac', 'xbc'],
    ],
    [
      'F-018 [MUST] and binds tighter than or, the other way round',
      'title pr and nickName pr or userType pr',
      ['xab', 'xabc', 'xac', 'xbc', 'xc'],
    ],
    ['F-018 [MUST] not binds tighter than and', 'not (title pr) and nickName pr', ['xb', 'xbc']],
    ['F-018 [MUST] not of a whole group', 'not (title pr and nickName pr) and userType pr', ['xac', 'xbc', 'xc']],
    ['F-019 [MUST] parentheses regroup', '(title pr or nickName pr) and userType pr', ['xabc', 'xac', 'xbc']],
    [
      'F-019 [MUST] parentheses nest',
      '((title pr) and (nickName pr or (userType pr and (title eq "a"))))',
      ['xab', 'xabc', 'xac'],
    ],
    ['F-020 [MUST] not with a blank before its parenthesis', 'not (title pr) and not (nickName pr)', ['x', 'xc']],
    ['F-020 [MUST] not without one', 'not(title pr) and not(nickName pr)', ['x', 'xc']],
    ['F-051 [CHOICE] extra blanks', '  title   eq  "a"  and   nickName pr ', ['xab', 'xabc']],
  ])('%s', async (_title, filter, expected) => {
    expect(await (await truthTable()).matching(filter)).toEqual(expected)
  })
})

describe('literals', () => {
  it('F-039 [MUST] strings are JSON strings', async () => {
    const titles = ['a"b', 'é', 'x) or (y', 'a]b', 'back\\slash', 'and', 'tab\there', '😀']
    const people = await makePeople(scim, Object.fromEntries(titles.map((title, at) => [`u${at}`, { title }])))
    for (const [at, title] of titles.entries()) {
      expect(await people.matching(`title eq ${JSON.stringify(title)}`)).toEqual([`u${at}`])
    }
    expect(await people.matching('title eq "\\u00e9"')).toEqual(['u1'])
    expect(await people.matching('title eq "\\ud83d\\ude00"')).toEqual(['u7'])
  })

  it.each(["userName eq 'a'", 'meta.resourceType eq User', 'userName eq "a\\x"', 'active eq TRUE', 'userName eq 01'])(
    'F-040 [MUST] %s is no literal: invalidFilter',
    async (filter) => expectScimError(await scim.get('/Users', { filter }), 400, 'invalidFilter'),
  )
})

describe('mistakes', () => {
  it.each([
    [''],
    [' '],
    ['userName'],
    ['userName eq'],
    ['userName eq "a'],
    ['(title pr'],
    ['title pr)'],
    ['title pr b'],
    ['title pr "x"'],
    ['and title pr'],
    ['title pr and'],
    ['title pr or or nickName pr'],
    ['title eq "x" nickName eq "y"'],
    ['not title pr'],
    ['()'],
    ['emails[]'],
    ['emails[type eq "work"'],
    ['emails type eq "work"]'],
    ['"userName" eq "a"'],
    ['eq "a"'],
    ['userName eq "a";'],
    ['name..familyName pr'],
    ['name. pr'],
    ['emails[type eq "a" and emails[type eq "b"]]'],
    ['name[givenName eq "a"]'],
  ])('F-038 F-024 F-020 [MUST] %j: invalidFilter', async (filter) => {
    expectScimError(await scim.get('/Users', { filter }), 400, 'invalidFilter')
  })

  it('F-026 [CHOICE] a sub-attribute after the brackets is refused, and understood where that is tolerated', async () => {
    const filter = 'emails[type eq "work"].value eq "w@example.com"'
    expectScimError(await scim.get('/Users', { filter }), 400, 'invalidFilter')
    const people = await makePeople(tolerant, {
      yes: { emails: [{ type: 'work', value: 'w@example.com' }] },
      no: { emails: [{ type: 'home', value: 'w@example.com' }] },
    })
    expect(await people.matching(filter)).toEqual(['yes'])
  })

  it('F-048 [CHOICE] too deep and too long filters are refused', async () => {
    const deep = `${'('.repeat(2000)}title pr${')'.repeat(2000)}`
    expectScimError(
      await scim.post('/Users/.search', { schemas: [SEARCH_REQUEST], filter: deep }),
      400,
      'invalidFilter',
    )
    const long = `title eq "${'x'.repeat(500_000)}"`
    expectScimError(
      await scim.post('/Users/.search', { schemas: [SEARCH_REQUEST], filter: long }),
      400,
      'invalidFilter',
    )
    const broad = Array.from({ length: 3000 }, () => 'a pr').join(' or ')
    expectScimError(
      await scim.post('/Users/.search', { schemas: [SEARCH_REQUEST], filter: broad }),
      400,
      'invalidFilter',
    )
  })

  it('F-001 [MAY] a filter is never left out: refused or applied, the whole list does not come back', async () => {
    await makePeople(scim, { one: { title: 'zz-never' } })
    expectStatus(await scim.get('/Users', { filter: 'title eq "zz-nobody"' }), 200)
    expectList(await scim.get('/Users', { FILTER: 'title eq "zz-nobody"' }), 0)
    expectScimError(await scim.send('GET', '/Users?filter=title%20pr&filter=nickName%20pr'), 400)
  })
})
