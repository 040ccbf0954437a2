import { type RunningServer, readHoldings, rehearse, startServer } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** Why cases fail: id, and what of the cause the run shows. */
type Causes = Readonly<Record<string, RegExp>>

/** How a suite comes out. */
interface Outcome {
  readonly failed?: Causes
  readonly skipped?: readonly string[]
  /** Findings of the tenant beside those of the cases. */
  readonly findings?: readonly string[]
}

/** One way to play a suite. */
interface Played {
  readonly play: string
  readonly cases: number
  /** On the server that tolerates what vendors send. */
  readonly tolerant?: Outcome
  readonly strict?: Outcome
  /** Whether the suite leaves the target as it was. */
  readonly clean?: boolean
}

/** Cases that fail for one reason. */
const because = (shown: RegExp, ...ids: readonly string[]): Causes => Object.fromEntries(ids.map((id) => [id, shown]))

/** Cases of the validator with a whole User in them. */
const WITH_USER = ['1', '2', '3', '5', '6', '6-terse', '7', '8', '13', '23', '24', 'P1', 'P2', 'P4', 'P5']
const MANAGER = ['10', '11', '12']
/** The suite never finds what was replaced, although it is there. */
const MISREAD = because(/^it is Missing from the fetched Resource .*"emails":\[\{[^}]*"primary":true/, '6-read')
/** A path with a filter that no element answers to is refused by RFC 7644, also where `add` could make one. */
const NO_ELEMENT = because(
  /"scimType":"noTarget","detail":"The path \\"emails\[…\]\\" matches no element/,
  '9',
  '9-terse',
)
/** `name.formatted` as a key is no attribute. */
const FLAT_KEYS = because(/"The attribute \\"name\.formatted\\" is not known in User/, '6-terse')
const MANAGER_TEXT = /of \\"manager\\" is not valid; expected an object/
/** The page OneLogin has is older than RFC 7644. */
const OLD_MEDIA_TYPE = because(/^it is application\/scim\+json/, 'content-type')

/** What the writes of a tenant come to where they are refused: the look afterwards finds the old values. */
const REFUSED_BY_OP: Causes = {
  ...because(/^it is "Tester"/, 'Update_User'),
  ...because(/^it is true/, 'Disable_User'),
  ...because(/^active is true/, 'Delete_User', 'Restore_User'),
  ...because(/^it is absent/, 'User_Update_Manager'),
  ...because(/^it is 0/, 'Update_Group'),
  ...because(/^they are \[\]/, 'Group_Update_Add_Member', 'Group_Update_Remove_Member', 'POD_Group'),
  ...because(MANAGER_TEXT, 'SCIM_Update_Manager'),
}
/** With the flag the ops are in lower case, on demand they are not; a manager is a text all the same. */
const REFUSED_WITH_FLAG: Causes = {
  ...because(/^it is absent/, 'User_Update_Manager'),
  ...because(/^they are \[\]/, 'POD_Group'),
  ...because(MANAGER_TEXT, 'SCIM_Update_Manager'),
}

/** Cases of the plan that nothing at a target can show. */
const NOT_SHOWN = [
  ...['C9341', 'C9289', 'C9344', 'C9345', 'C9301', 'C9302', 'C9303', 'C9305', 'C9338', 'C9324', 'C9325', 'C9326'],
  ...['C9327', 'C9328', 'C9329', 'C9331', 'C9359', 'C9360', 'C9361'],
]
/** The product has no entitlements. */
const NO_ENDPOINT = because(/^it is 404 .*There is no such endpoint/, 'list')

const ENTRA = 'azure --suite validator --option data=entra'
const GALLERY_SKIPS = ['Validate_Credentials']

const SUITES: readonly Played[] = [
  { play: 'okta --suite spec', cases: 12 },
  { play: 'okta --suite crud', cases: 5 },
  ...['aiw', 'oin-wizard', 'oin-wizard-patch'].map((profile) => ({
    play: `okta --suite crud --option profile=${profile}`,
    cases: 5,
  })),
  { play: 'okta --suite entitlements --option endpoints=/Users,Users', cases: 1 },
  {
    play: 'okta --suite entitlements --option endpoints=/Roles',
    cases: 1,
    tolerant: { failed: NO_ENDPOINT },
    strict: { failed: NO_ENDPOINT },
  },
  ...['template', 'aiw', 'oin-wizard', 'oin-wizard-patch'].map((profile) => ({
    play: `okta --suite oin-plan --option profile=${profile}`,
    cases: 51,
    tolerant: { skipped: NOT_SHOWN },
    strict: { skipped: NOT_SHOWN },
  })),
  {
    play: 'onelogin --suite nine-calls',
    cases: 11,
    tolerant: { failed: OLD_MEDIA_TYPE },
    strict: {
      failed: {
        ...OLD_MEDIA_TYPE,
        2: /The schema \\"urn:scim:schemas:extension:enterprise:2\.0\\" is not known for User/,
      },
      skipped: ['1-found', '3', '4', '7', '8'],
    },
  },
  {
    play: 'onelogin --suite nine-calls --option connector=v2-core',
    cases: 11,
    tolerant: { failed: OLD_MEDIA_TYPE },
    strict: { failed: OLD_MEDIA_TYPE },
  },
  {
    play: 'azure --suite validator',
    cases: 35,
    tolerant: { failed: MISREAD, skipped: ['9', '9-terse', ...MANAGER] },
    strict: {
      failed: because(/The value \\"true\\" of \\"emails\.primary\\" is not valid/, '6-read', ...WITH_USER),
      skipped: ['9', '9-terse', ...MANAGER],
    },
    clean: true,
  },
  {
    play: ENTRA,
    cases: 35,
    tolerant: { skipped: ['6-read'] },
    strict: {
      failed: {
        ...because(/The value \\"True\\" of \\"roles\.primary\\" is not valid/, ...WITH_USER, ...MANAGER),
        ...NO_ELEMENT,
      },
      skipped: ['6-read'],
    },
    clean: true,
  },
  {
    play: `${ENTRA} --option without=roles`,
    cases: 35,
    tolerant: { skipped: ['6-read'] },
    strict: { failed: { ...FLAT_KEYS, ...NO_ELEMENT, ...because(MANAGER_TEXT, ...MANAGER) }, skipped: ['6-read'] },
    clean: true,
  },
  {
    play: `${ENTRA} --option without=roles --option manager=object`,
    cases: 35,
    tolerant: { skipped: ['6-read'] },
    strict: { failed: { ...FLAT_KEYS, ...NO_ELEMENT }, skipped: ['6-read'] },
    clean: true,
  },
  {
    play: 'azure --suite gallery',
    cases: 24,
    tolerant: { skipped: GALLERY_SKIPS },
    strict: {
      failed: REFUSED_BY_OP,
      skipped: GALLERY_SKIPS,
      findings: ['change-several', 'disable-user', 'add-manager', 'rename-group', 'add-members', 'add-member'].map(
        (shape) => `refused:${shape}`,
      ),
    },
    clean: true,
  },
  {
    play: 'azure --suite gallery --option profile=aadOptscim062020',
    cases: 24,
    tolerant: { skipped: GALLERY_SKIPS },
    strict: {
      failed: REFUSED_WITH_FLAG,
      skipped: GALLERY_SKIPS,
      findings: ['refused:add-manager', 'refused:add-member'],
    },
    clean: true,
  },
]

async function addUser({ scimUrl, token }: RunningServer): Promise<void> {
  const userName = 'first@acme.example'
  const response = await fetch(`${scimUrl}/Users`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' },
    body: JSON.stringify({
      schemas: [USER],
      userName,
      name: { givenName: 'First', familyName: 'Person' },
      emails: [{ value: userName, type: 'work', primary: true }],
      active: true,
    }),
  })
  expect(response.status).toBe(201)
}

describe.each(['tolerant', 'strict'] as const)('the suites of vendors against our own %s server', (mode) => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ strict: mode === 'strict' })
    await addUser(server)
  })
  afterAll(() => server.stop())

  it.each(SUITES)('$play', async ({ play, cases, clean = false, ...outcomes }) => {
    const { failed = {}, skipped = [], findings = [] } = outcomes[mode] ?? {}
    const [vendor = '', ...args] = play.split(' ')
    const before = await readHoldings(server.scimUrl, server.token)
    const played = await rehearse(vendor, server.scimUrl, server.token, args)
    expect([...played.failed.keys()].toSorted()).toEqual(Object.keys(failed).toSorted())
    for (const [id, shown] of Object.entries(failed)) expect(played.failed.get(id), id).toMatch(shown)
    expect(Object.keys(played.skipped).toSorted()).toEqual(skipped.toSorted())
    expect(played.passed).toHaveLength(cases - played.failed.size - skipped.length)
    expect(played.findings.toSorted()).toEqual(findings.toSorted())
    expect(played.code).toBe(played.demanded.length > 0 ? 1 : 0)
    if (clean) expect(await readHoldings(server.scimUrl, server.token)).toEqual(before)
  })
})
