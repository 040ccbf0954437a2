import { describe, expect, test } from 'vitest'
import { readPeopleFile } from './people-file.ts'

const header = 'userName,givenName,familyName,email,title,department,manager,groups,active'
const file = (...rows: string[]) => readPeopleFile([header, ...rows].join('\n'))
const problems = (...rows: string[]) => file(...rows).problems.map(({ line, message }) => `${line}: ${message}`)

describe('readPeopleFile', () => {
  test('reads people, managers and groups', () => {
    const { directory, problems } = file(
      `boss@example.com,Siobhán,O'Hara,,,,,Board;All Hands,yes`,
      'ann@example.com,安,王,ann.w@example.com,"Lead, R&D",Labs,BOSS@example.com,All Hands,0',
    )
    expect(problems).toEqual([])
    expect(directory.people).toEqual([
      {
        id: 'boss@example.com',
        userName: 'boss@example.com',
        givenName: 'Siobhán',
        familyName: "O'Hara",
        displayName: "Siobhán O'Hara",
        email: 'boss@example.com',
        active: true,
      },
      {
        id: 'ann@example.com',
        userName: 'ann@example.com',
        givenName: '安',
        familyName: '王',
        displayName: '安 王',
        email: 'ann.w@example.com',
        title: 'Lead, R&D',
        department: 'Labs',
        manager: 'boss@example.com',
        active: false,
      },
    ])
    expect(directory.groups).toEqual([
      { id: 'board', displayName: 'Board', members: ['boss@example.com'] },
      { id: 'all hands', displayName: 'All Hands', members: ['boss@example.com', 'ann@example.com'] },
    ])
  })

  test('takes a byte order mark, any case and order of columns, and any line ending', () => {
    for (const eol of ['\n', '\r\n', '\r']) {
      const text = ['\uFEFFGIVENNAME,username,FamilyName', 'Ann,ann@example.com,Lee', ''].join(eol)
      expect(readPeopleFile(text)).toMatchObject({
        problems: [],
        directory: { people: [{ userName: 'ann@example.com', givenName: 'Ann' }] },
      })
    }
  })

  test.each([
    [['ann@example.com,Ann,Lee'], '2: The line has 3 fields, the header has 9.'],
    [[',Ann,Lee,a@example.com,,,,,'], '2: userName is missing.'],
    [['ann@example.com,,Lee,,,,,,'], '2: givenName is missing.'],
    [['ann@example.com,Ann,Lee,nobody,,,,,'], '2: email "nobody" is no mail address.'],
    [['ann,Ann,Lee,,,,,,'], '2: email is missing, and userName is no mail address to take instead.'],
    [['ann@example.com,Ann,Lee,,,,,,maybe'], '2: active is "maybe"; it may be true, false, yes, no, 1 or 0.'],
    [['ann@example.com,Ann,Lee,,,,bob@example.com,,'], '2: manager "bob@example.com" is the userName of no row.'],
    [['ann@example.com,Ann,Lee,,,,Ann@example.com,,'], '2: manager is the person themselves.'],
    [['a@example.com,A,L,,,,,,', 'A@Example.com,A,L,,,,,,'], '3: userName "A@Example.com" is already on line 2.'],
    [['a@example.com,A,L,,,,,X,', 'b@example.com,B,L,,,,,x,'], '3: group "x" is spelled "X" on line 2.'],
    [['a@example.com,"A\u0007",L,,,,,,'], '2: givenName has a control character in it.'],
    [['a@example.com,"A,L,,,,,,'], '2: A quote is opened and never closed.'],
    [
      ['a@example.com,A"x",L,,,,,,'],
      '2: A quote stands where none may stand: put the whole field in quotes and double the quotes inside it.',
    ],
  ])('names the line of %j', (rows, expected) => {
    expect(problems(...rows)).toEqual([expected])
  })

  test('counts lines right after blank lines and quoted line breaks', () => {
    const found = problems('', 'a@example.com,A,L,,"Lead\nof\nmany",,,,', 'b@example.com,B,,,,,,,')
    expect(found).toEqual(['3: title has a control character in it.', '6: familyName is missing.'])
  })

  test('refuses unknown, doubled and missing columns', () => {
    const { problems: found } = readPeopleFile('userName,__proto__,USERNAME,givenName\na,b,c,d')
    expect(found.map(({ message }) => message)).toEqual([
      'Column "__proto__" is unknown; the columns are userName, givenName, familyName, email, title, department, manager, groups, active.',
      'Column userName is there twice.',
      'Column familyName is missing.',
    ])
  })

  test.each(['', '\n\n', header, `${header}\n`, 'PK\u0003\u0004\u0000\u0000', `${header}\n${'x'.repeat(200_000)}`])(
    'refuses a file without people (%#)',
    (text) => {
      const { directory, problems: found } = readPeopleFile(text)
      expect(found).toHaveLength(1)
      expect(directory.people).toEqual([])
    },
  )
})
