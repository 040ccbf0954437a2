import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { endProcess, firstLine, projectRoot, rehearse } from '@scimulator/tests-support'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const token = 'interop-token'

/** Why cases fail: id, and what of the cause the answers show. */
type Causes = Readonly<Record<string, RegExp>>

const because = (shown: RegExp, ...ids: readonly string[]): Causes => Object.fromEntries(ids.map((id) => [id, shown]))

const WITH_USER = ['1', '2', '3', '5', '6', '6-terse', '7', '8', '13', '23', '24', 'P1', 'P2', 'P4', 'P5']
const MANAGER = ['10', '11', '12']

/** It takes no word for a URI; the validator's test data have one. */
const PROFILE_URL = /Attribute 'profileUrl' expected value type 'reference' to refer to one of: 'external'/
/** It takes no text for a boolean; the validator's test data and the tenant have one. */
const PRIMARY_TEXT = /Attribute 'primary' expected value type 'boolean' but found type 'string'/
/** It takes no text for a manager. */
const MANAGER_TEXT = /Complex attribute 'manager' expected complex value but found type 'string'/
/** It makes no element by `add` at a path with a filter. */
const NO_ELEMENT = because(
  /Filter 'emails\[type eq \\"work\\"\]\.value' does not match any values for 'add' op/,
  '9',
  '9-terse',
)
/** It compares displayName by case. */
const GROUP_CASE = because(/^it is 0 instead of 1 /, '18')
/** It compares userName by case (RFC 7643: not case-exact). */
const USER_CASE = because(/^it is 0 instead of 1 /, '5')
/** It is right: RFC 7644 asks for this media type. */
const MEDIA_TYPE = because(/^it is application\/scim\+json/, 'content-type')
/** It knows no schema but those of the RFC. */
const FOREIGN_SCHEMA = because(/schema type that is incompatible with this resource/, '2')

/** A member that is added again is there twice. */
const MEMBERS_TWICE = because(
  /^they are \["([^"]+)",(?:"[^"]+",)*"\1"/,
  ...['C9312', 'C9319', 'C9321', 'C9322', 'C9323', 'C9332', 'C9333'],
)
/** Cases of Okta's plan that nothing at a target can show. */
const NOT_SHOWN = [
  ...['C9341', 'C9289', 'C9344', 'C9345', 'C9301', 'C9302', 'C9303', 'C9305', 'C9338', 'C9324', 'C9325', 'C9326'],
  ...['C9327', 'C9328', 'C9329', 'C9331', 'C9359', 'C9360', 'C9361'],
]

interface Played {
  readonly play: string
  readonly pass: number
  readonly failed?: Causes
  readonly skipped?: readonly string[]
  /** Findings of the tenant: what of its writes was refused. */
  readonly findings?: readonly string[]
}

const ENTRA = 'azure --suite validator --option data=entra'

const SUITES: readonly Played[] = [
  { play: 'okta --suite spec', pass: 12 },
  { play: 'okta --suite crud', pass: 5 },
  { play: 'okta --suite crud --option profile=aiw', pass: 5 },
  {
    play: 'okta --suite oin-plan',
    pass: 25,
    failed: MEMBERS_TWICE,
    skipped: NOT_SHOWN,
    findings: ['members-duplicated'],
  },
  { play: 'okta --suite oin-plan --option profile=aiw', pass: 32, skipped: NOT_SHOWN },
  {
    play: 'onelogin --suite nine-calls',
    pass: 4,
    failed: { ...FOREIGN_SCHEMA, ...MEDIA_TYPE },
    skipped: ['1-found', '3', '4', '7', '8'],
  },
  { play: 'onelogin --suite nine-calls --option connector=v2-core', pass: 10, failed: MEDIA_TYPE },
  {
    play: 'azure --suite validator',
    pass: 13,
    failed: { ...because(PROFILE_URL, '6-read', ...WITH_USER), ...GROUP_CASE },
    skipped: ['9', '9-terse', ...MANAGER],
  },
  {
    play: 'azure --suite validator --option without=profileUrl',
    pass: 13,
    failed: { ...because(PRIMARY_TEXT, '6-read', ...WITH_USER), ...GROUP_CASE },
    skipped: ['9', '9-terse', ...MANAGER],
  },
  {
    play: ENTRA,
    pass: 13,
    failed: { ...because(PROFILE_URL, ...WITH_USER, ...MANAGER), ...NO_ELEMENT, ...GROUP_CASE },
    skipped: ['6-read'],
  },
  {
    play: `${ENTRA} --option without=profileUrl,roles`,
    pass: 27,
    failed: { ...because(MANAGER_TEXT, ...MANAGER), ...NO_ELEMENT, ...USER_CASE, ...GROUP_CASE },
    skipped: ['6-read'],
  },
  {
    play: `${ENTRA} --option without=profileUrl,roles --option manager=object`,
    pass: 30,
    failed: { ...NO_ELEMENT, ...USER_CASE, ...GROUP_CASE },
    skipped: ['6-read'],
  },
  {
    play: 'azure --suite gallery',
    pass: 18,
    failed: {
      ...because(/^it is true/, 'Disable_User'),
      ...because(/^active is true/, 'Delete_User', 'Restore_User'),
      ...because(/^it is absent/, 'User_Update_Manager'),
      ...because(MANAGER_TEXT, 'SCIM_Update_Manager'),
    },
    skipped: ['Validate_Credentials'],
    findings: ['refused:add-manager', 'refused:disable-user'],
  },
  {
    play: 'azure --suite gallery --option profile=aadOptscim062020',
    pass: 21,
    failed: { ...because(/^it is absent/, 'User_Update_Manager'), ...because(MANAGER_TEXT, 'SCIM_Update_Manager') },
    skipped: ['Validate_Credentials'],
    findings: ['refused:add-manager'],
  },
]

describe('the suites of vendors against scimmy-routers 1.3.2 on Express 4', () => {
  let server: ChildProcess
  let url: string

  beforeEach(async () => {
    server = spawn(process.execPath, ['scimmy-server.mjs'], {
      cwd: join(projectRoot, 'tests', 'interop'),
      env: { PATH: process.env.PATH, SCIM_TOKEN: token },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    url = z.object({ url: z.string() }).parse(JSON.parse(await firstLine(server))).url
    await addUser(url)
  })
  afterEach(() => endProcess(server))

  it.each(SUITES)('$play', async ({ play, pass, failed = {}, skipped = [], findings = [] }) => {
    const [vendor = '', ...args] = play.split(' ')
    const played = await rehearse(vendor, url, token, args)
    expect([...played.failed.keys()].toSorted()).toEqual(Object.keys(failed).toSorted())
    for (const [id, shown] of Object.entries(failed)) expect(played.failed.get(id), id).toMatch(shown)
    expect(Object.keys(played.skipped).toSorted()).toEqual(skipped.toSorted())
    expect(played.findings.toSorted()).toEqual(findings.toSorted())
    expect(played.passed).toHaveLength(pass)
    expect(played.code).toBe(played.demanded.length > 0 ? 1 : 0)
  })
})

async function addUser(base: string): Promise<void> {
  const userName = 'first@acme.example'
  const response = await fetch(`${base}/Users`, {
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
