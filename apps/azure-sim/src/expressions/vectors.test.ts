import { createRandom } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { compileExpression } from './check.ts'
import { evaluate } from './evaluate.ts'
import type { Value } from './value.ts'

type Attributes = Readonly<Record<string, Value>>

const john: Attributes = {
  givenName: 'John',
  surname: 'Doe',
  userPrincipalName: 'John.Doe@contoso.com',
  mail: 'john.doe@contoso.com',
  nothing: null,
  empty: '',
  IsSoftDeleted: 'False',
  many: ['a', 'b', 'a'],
}

function give(text: string, attributes: Attributes = {}): Value {
  const known: Attributes = { ...john, ...attributes }
  const { expression, problems } = compileExpression(text, new Set(Object.keys(known)))
  if (expression === undefined) throw new TypeError(JSON.stringify(problems))
  return evaluate(expression, {
    attribute: (name) => known[name] ?? null,
    now: () => new Date('2026-02-03T04:05:06Z'),
    random: (offset) => createRandom('seed', `at ${offset}`),
    defaultDomain: 'contoso.com',
  })
}

describe('the examples of the vendor', () => {
  test.each<[string, Value, Attributes?]>([
    ['Append([userPrincipalName],".test")', 'John.Doe@contoso.com.test'],
    ['Join(", ","",[surname],[givenName])', 'Doe, John'],
    ['Join("@","a","b")', 'a@b'],
    ['Join("",1000,[givenName])', '1000John'],
    ['Coalesce([mail],[userPrincipalName])', 'John.Doe@contoso.com', { mail: null }],
    ['Coalesce([mail],[userPrincipalName])', 'john.doe@contoso.com'],
    [
      'Switch([state],"Australia/Sydney","NSW","Australia/Sydney","QLD","Australia/Brisbane")',
      'Australia/Brisbane',
      { state: 'QLD' },
    ],
    ['Switch([country],[country],"","Other")', 'Other', { country: null }],
    ['Switch([country],[country],"","Other")', 'NO', { country: 'NO' }],
    ['Switch([IsSoftDeleted], , "False", "True", "True", "False")', 'True'],
    ['Switch([IsSoftDeleted], , "False", "True", "True", "False")', 'False', { IsSoftDeleted: 'True' }],
    ['Switch([IsSoftDeleted], , "False", "True", "True", "False")', null, { IsSoftDeleted: 'perhaps' }],
    ['IIF([country]="USA",[country],[department])', 'USA', { country: 'USA', department: 'Sales' }],
    ['IIF([country]="USA",[country],[department])', 'Sales', { country: 'NO', department: 'Sales' }],
    ['Left("John Doe",3)', 'Joh'],
    ['Mid("John",1,3)', 'Joh'],
    ['Append(Mid([givenName],1,3),Mid([surname],1,5))', 'JohDoe'],
    ['NormalizeDiacritics([givenName])', 'Zoe', { givenName: 'Zoë' }],
    ['Replace([UserID],"<username>", , , , ,"<username>@contoso.com")', 'jsmith@contoso.com', { UserID: 'jsmith' }],
    [
      `Replace([telephoneNumber], ,"\\\\+(?<isdCode>\\\\d* )(?<phoneNumber>\\\\d{10})", ,"\${phoneNumber}", , )`,
      '9998887777',
      { telephoneNumber: '+91 9998887777' },
    ],
    [
      'Replace([address], ,"(?<streetNumber>^\\\\d*)","streetNumber","888", , )',
      '888 Tremont Street',
      { address: '545 Tremont Street' },
    ],
    ['Replace([address], ,"(?<Suffix>@(.)*)","Suffix","", , )', 'jsmith', { address: 'jsmith@contoso.com' }],
    [
      'Replace([telephoneNumber], ,"\\\\+(?<isdCode>\\\\d* )(?<phoneNumber>\\\\d{10})","phoneNumber", ,[mobile], )',
      '8887779999',
      { telephoneNumber: null, mobile: '+91 8887779999' },
    ],
    ['Replace([mail],"@contoso.com", , ,"", ,)', 'john.doe'],
    ['Replace([mail], ,"[a-zA-Z_]*", ,"", , )', '72', { mail: 'john_doe72' }],
    ['Replace([phone], ,"[()\\\\s-]+", ,"", , )', '+19998887777', { phone: '+1 (999) 888-7777' }],
    ['Word("The quick brown fox",3," ")', 'brown'],
    ['Word("This,string!has&many separators",3,",!&#")', 'has'],
    ['Split("PermissionSetOne, PermissionSetTwo",",")', ['PermissionSetOne', 'PermissionSetTwo']],
    ['InStr("The quick brown fox","quick")', '5'],
    ['InStr("repEated","e",3,vbBinaryCompare)', '7'],
    ['FormatDateTime("20150123105347.1Z", ,"yyyyMMddHHmmss.fZ","yyyy-MM-dd")', '2015-01-23'],
    ['CDate("2021-06-30+08:00")', '6/29/2021 4:00:00 PM'],
    ['DateAdd("d",7,CDate("2012-03-16-07:00"))', '3/23/2012 7:00:00 AM'],
    ['DateDiff("d",CDate("2021-08-18"),CDate("2021-08-31"))', '13'],
    ['PCase("PABLO GONSALVES (SECOND)")', 'Pablo Gonsalves (Second)'],
    ['PCase("PINTO-DE\'SILVA"," \'-")', "Pinto-De'Silva"],
    ['ConvertToBase64("Hello world!")', 'SABlAGwAbABvACAAdwBvAHIAbABkACEA'],
    ['ConvertToUTF8Hex("Hello world!")', '48656C6C6F20776F726C6421'],
    ['BitAnd(&HF,&HF7)', '7'],
  ])('%s gives %j', (text, expected, attributes) => {
    expect(give(text, attributes)).toEqual(expected)
  })
})

describe('what the rules say of the edges', () => {
  test.each<[string, Value]>([
    ['Join(" ",[nothing],[surname])', 'Doe'],
    ['Join(" ",[nothing],[empty])', null],
    ['Join(",",[many],"c")', 'a,b,a,c'],
    ['Append([nothing],".test")', null],
    ['Coalesce([nothing],[empty],"x")', ''],
    ['Coalesce([nothing])', null],
    ['Left([givenName],0)', ''],
    ['Left([givenName],-1)', 'John'],
    ['Left([nothing],2)', ''],
    ['Left([givenName],99)', 'John'],
    ['Mid([givenName],3,99)', 'hn'],
    ['Mid([givenName],9,1)', ''],
    ['Len([givenName])', '4'],
    ['StripSpaces(" a b ")', 'ab'],
    ['ToLower([givenName])', 'john'],
    ['ToUpper("i")', 'I'],
    ['ToUpper("i","tr-TR")', 'İ'],
    ['Not("True")', 'False'],
    ['Not("False")', 'True'],
    ['Not([nothing])', 'True'],
    ['IsNull([nothing])', 'True'],
    ['IsNull([empty])', 'False'],
    ['IsNullOrEmpty([empty])', 'True'],
    ['IsPresent([empty])', 'False'],
    ['IsPresent([mail])', 'True'],
    ['IsString([mail])', 'True'],
    ['CBool([givenName] = "John")', 'True'],
    ['CStr(12)', '12'],
    ['Redact([mail])', 'john.doe@contoso.com'],
    ['IgnoreFlowIfNullOrEmpty([empty])', null],
    ['IIF(12 >= 9,"number","text")', 'number'],
    ['IIF("b" > "a","yes","no")', 'yes'],
    ['IIF([givenName] <> "John","other",IIF([surname]="Doe","both","one"))', 'both'],
    ['NormalizeDiacritics("Łódź straße Øre Œuvre Æ İı đ")', 'Lodz strasse OEre OEuvre AE Ii đ'],
    ['Word("a b",0," ")', ''],
    ['Word("a b",3," ")', ''],
    ['InStr("abc","z")', '0'],
    ['InStr("abC","c",1,vbTextCompare)', '3'],
    ['Count([many])', '3'],
    ['Item([many],2)', 'b'],
    ['Item([many],0)', null],
    ['RemoveDuplicates([many])', ['a', 'b']],
    ['Now()', '2/3/2026 4:05:06 AM'],
    ['DateAdd("m",1,CDate("2024-01-31"))', '2/29/2024 12:00:00 AM'],
    ['DateDiff("m",CDate("2024-01-31"),CDate("2024-03-01"))', '2'],
    ['DateFromNum(129699324000000000)', '1/1/2012 11:00:00 PM'],
    ['NumFromDate(CDate("2012-01-01T23:00:00Z"))', '129699324000000000'],
    ['DefaultDomain()', 'contoso.com'],
    ['SingleAppRoleAssignment([appRoleAssignments])', 'Admin'],
    ['AppRoleAssignmentsComplex([appRoleAssignments])', ['Admin', 'User']],
  ])('%s gives %j', (text, expected) => {
    expect(give(text, { appRoleAssignments: ['Admin', 'User'] })).toEqual(expected)
  })

  test('what is drawn follows the seed and the demands', () => {
    const drawn = String(give('RandomString(12,2,1,2,3,"0Oo1Il")'))
    expect(drawn).toHaveLength(12)
    expect(drawn).not.toMatch(/[0Oo1Il]/)
    expect(drawn.replaceAll(/\D/g, '').length).toBeGreaterThanOrEqual(2)
    expect(give('Guid()')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(give('RandomString(12,2,1,2,3,"0Oo1Il")')).toBe(drawn)
  })

  test.each([
    ['IIF([nothing]="x","a","b")', /\[nothing\], which has no value/],
    ['Left([givenName],"x")', /argument 2 is no whole number/],
    ['Mid([givenName],0,1)', /start is 1 or more/],
    ['ToLower([givenName],"not a culture")', /no culture/],
    ['FormatDateTime([mail], ,"yyyy","MM")', /does not follow the date pattern/],
    ['FormatDateTime("20230231", ,"yyyyMMdd","MM")', /does not follow the date pattern/],
    ['CDate("tomorrow")', /is no date/],
    ['DateAdd("q",1,Now())', /no interval/],
    ['Replace([mail],"", , ,"x", , )', /old value is empty/],
    ['Replace([mail], ,"@", "gone", "x", , )', /no group "gone"/],
    ['RandomString(2,2,2,0,0)', /do not agree/],
  ])('%s gives no value', (text, message) => {
    expect(() => give(text)).toThrow(message)
  })

  test('a value cannot be made to grow without end', () => {
    const long = 'x'.repeat(3000)
    expect(() => give(`Replace(Replace("${long}","x", , ,"${'y'.repeat(100)}", , ),"y", , ,"${long}", , )`)).toThrow(
      /longer than 65536/,
    )
  })
})
