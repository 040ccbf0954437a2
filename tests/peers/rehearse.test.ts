import { afterEach, describe, expect, it } from 'vitest'
import { rehearse } from '../support/src/index.ts'
import { type Peer, startPeer } from './peer.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** Why cases fail: id, and what of the cause the answers show. */
type Causes = Readonly<Record<string, RegExp>>

const because = (shown: RegExp, ...ids: readonly string[]): Causes => Object.fromEntries(ids.map((id) => [id, shown]))

const MANAGER = ['10', '11', '12']
const ADDED = ['9', '9-terse']
const NOT_BY_DEFAULT = [...ADDED, ...MANAGER]

/** The page of OneLogin asks for application/json; RFC 7644 does not. */
const MEDIA_TYPE = because(/^it is application\/scim\+json/, 'content-type')

/** better-auth keeps no nickName and refuses a PATCH of it. */
const NO_NICKNAME = {
  ...because(/^it is Missing from the fetched Resource (?!.*"nickName")/, '1', '3', '5'),
  ...because(/User PATCH path nickName is not supported/, '6', '6-terse', '6-read', 'P1'),
}
/** better-auth writes types in lower case, and patches no `primary` of an element. */
const NO_PRIMARY = {
  ...because(/^it is [a-z]{12} /, '1', '3', '5'),
  ...because(/User PATCH path emails\[type eq \\"work\\"\]\.primary is not supported/, '6', '6-terse', ...ADDED),
}

/** Polis: what it does to Users and Groups of every variant of the test data. */
const POLIS = {
  // A userName is looked for among the e-mail addresses, which differ from it in the test data.
  ...because(/^it is Missing from the fetched Resource .*"Resources":\[\]/, '1'),
  ...because(/^it is 0 instead of 1 /, '3', '5'),
  ...because(/^active is absent .*"Resources":\[\]/, '8'),
  // A displayName is compared by case.
  ...because(/^it is 0 instead of 1 /, '18'),
  // DELETE is answered with 200.
  ...because(/^it is 200 /, '13', '25', 'P4', 'P7'),
  // excludedAttributes and externalId of a Group are not read, and a Group shows no members.
  ...because(/^it is there .*"members"/, '14', '15'),
  ...because(/^it is Missing from the fetched Resource (?!.*"externalId")/, '21'),
  ...because(/^they are \[\]/, '23', '24'),
}

interface Played {
  readonly play: string
  readonly failed?: Causes
  readonly skipped?: readonly string[]
}

const ENTRA = 'azure --suite validator --option data=entra'
const CALLS = 'onelogin --suite nine-calls --option connector=v2-core'

const PEERS: readonly [server: string, program: string, plays: readonly Played[]][] = [
  [
    'better-auth 1.7.5',
    'better-auth-server.mjs',
    [
      { play: 'okta --suite spec' },
      { play: 'okta --suite crud' },
      { play: CALLS, failed: MEDIA_TYPE },
      { play: 'azure --suite validator', failed: NO_NICKNAME, skipped: NOT_BY_DEFAULT },
      { play: ENTRA, failed: NO_PRIMARY, skipped: ['6-read'] },
      {
        play: 'azure --suite gallery',
        failed: because(/displayName must be a non-empty string/, 'SCIM_Null_Update'),
        skipped: ['Validate_Credentials'],
      },
    ],
  ],
  [
    'Polis 26.2.0',
    'polis-server.mjs',
    [
      {
        play: 'okta --suite spec',
        failed: because(/^it is absent \{"schemas":\[[^\]]*\],"detail":"[^"]*"\}$/, '11', '12'),
      },
      { play: 'okta --suite crud' },
      { play: CALLS },
      {
        play: 'azure --suite validator',
        failed: {
          ...POLIS,
          // The element that a path names stays as it was.
          ...because(/^it is [a-z_]+@[a-z]+\.example /, '6', '6-terse'),
          ...because(/^it is Missing from the fetched Resource/, '6-read'),
        },
        skipped: NOT_BY_DEFAULT,
      },
      {
        play: ENTRA,
        failed: {
          ...POLIS,
          // Paths that begin with a schema are lost.
          ...because(/^it is [A-Z]{12} /, '6', '6-terse'),
          ...because(/^it is Missing from the fetched Resource/, '10', '11', ...ADDED),
        },
        skipped: ['6-read'],
      },
      {
        play: 'azure --suite gallery',
        failed: {
          ...because(/^it is "Quality"/, 'Update_User'),
          ...because(/^(?:it|active) is "False"/, 'Delete_User', 'Disable_User', 'Restore_User'),
          ...because(/^it is absent/, 'User_Update_Manager'),
          ...because(/^it is 0 /, 'Update_Group'),
          ...because(/^they are \[\]/, 'Group_Update_Add_Member', 'Group_Update_Remove_Member', 'POD_Group'),
          ...because(/^it is 404/, 'Schema_Discoverability'),
          ...because(/^there are 1[0-9]/, 'SCIM_Group_Pagination'),
          ...because(/^it is Missing from the fetched Resource/, 'SCIM_Update_Manager'),
        },
        skipped: ['Validate_Credentials'],
      },
    ],
  ],
]

describe.each(PEERS)('the suites of vendors against %s', (_server, program, plays) => {
  let peer: Peer
  afterEach(() => peer.stop())

  it.each(plays)('$play', async ({ play, failed = {}, skipped = [] }) => {
    peer = await startPeer(program)
    await addUser(peer)
    const [vendor = '', ...args] = play.split(' ')
    const played = await rehearse(vendor, peer.url, peer.token, args)
    expect([...played.failed.keys()].toSorted()).toEqual(Object.keys(failed).toSorted())
    for (const [id, shown] of Object.entries(failed)) expect(played.failed.get(id), id).toMatch(shown)
    expect(Object.keys(played.skipped).toSorted()).toEqual(skipped.toSorted())
    expect(played.code).toBe(played.demanded.length > 0 ? 1 : 0)
  })
})

async function addUser({ url, token }: Peer): Promise<void> {
  const userName = 'first@acme.example'
  const name = { givenName: 'First', familyName: 'Person' }
  const emails = [{ value: userName, type: 'work', primary: true }]
  const response = await fetch(`${url}/Users`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' },
    body: JSON.stringify({ schemas: [USER], userName, name, emails, active: true }),
  })
  expect(response.status).toBe(201)
}
