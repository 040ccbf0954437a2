import { type Lab, rehearse, startLab, type Visitor } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const VALIDATOR = 'azure --suite validator --option data=entra --option without=roles'
const GALLERY = 'azure --suite gallery'
const SPEC = 'okta --suite spec'
const CRUD = 'okta --suite crud'
const PLAN = 'okta --suite oin-plan'
const CALLS = 'onelogin --option connector=v2-core'
/** Fails with every server that sends the media type of RFC 7644, and is known to. */
const MEDIA_TYPE = 'content-type'

/** What a suite says of a server with a well-known defect: the cases that fail, none else, and how it ends. */
const DEFECTS: readonly [defect: string, play: string, code: number, failed: readonly string[]][] = [
  ['case-sensitive-username', VALIDATOR, 1, ['5']],
  ['no-match-404', SPEC, 1, ['3', '5']],
  ['no-match-404', CALLS, 0, [MEDIA_TYPE]],
  ['filter-ignored', CALLS, 1, ['1', '1-found', MEDIA_TYPE]],
  ['page-size-totals', GALLERY, 1, ['SCIM_Group_Pagination', 'SCIM_User_Pagination']],
  ['inactive-hidden', VALIDATOR, 1, ['8']],
  ['manager-as-text', VALIDATOR, 1, ['10', '11']],
  ['duplicates-allowed', SPEC, 1, ['8']],
  ['external-id-dropped', VALIDATOR, 1, ['21', 'P2']],
  ['deactivation-deletes', CRUD, 1, ['10', '14', '18']],
  ['deactivation-deletes', PLAN, 1, ['C9292', 'C9293', 'C9294', 'C9311']],
  ['remove-empties-group', GALLERY, 1, ['Group_Update_Remove_Member']],
  ['members-hidden', VALIDATOR, 1, ['23', '24']],
  ['patch-unsupported', CALLS, 1, ['7', MEDIA_TYPE]],
  ['delete-unsupported', CALLS, 1, ['8', MEDIA_TYPE]],
  ['html-errors', SPEC, 1, ['11', '12', '4']],
  ['groups-unsupported', SPEC, 0, ['10']],
  ['plain-json', CALLS, 0, []],
  ['id-changes', CALLS, 1, ['7', '8', MEDIA_TYPE]],
]

describe('the suites of vendors against a server with a defect', () => {
  let lab: Lab
  let operator: Visitor
  beforeAll(async () => {
    lab = await startLab([{ team: 'acme', displayName: 'Acme', vendor: 'okta', people: [] }])
    operator = await lab.operator()
  })
  afterAll(() => lab.stop())

  it.each(DEFECTS)('%s: %s ends with %d, and just %j fail', async (defect, play, code, failed) => {
    const team = lab.teams.find(({ name }) => name === 'acme')
    if (team === undefined) throw new Error('There is no team acme.')
    const { status } = await operator.api('PUT', `/api/teams/${team.name}/preset`, { presets: [defect] })
    expect(status).toBe(200)
    await ensureUser(team.scimUrl, team.token)
    const [vendor = '', ...args] = play.split(' ')
    const played = await rehearse(vendor, team.scimUrl, team.token, args)
    expect([...played.failed.keys()].toSorted()).toEqual(failed)
    expect(played.code).toBe(code)
  })
})

/** Okta's SPEC test looks at the first User there is. */
async function ensureUser(base: string, token: string): Promise<void> {
  const userName = 'first@acme.example'
  const name = { givenName: 'First', familyName: 'Person' }
  const emails = [{ value: userName, type: 'work', primary: true }]
  const response = await fetch(`${base}/Users`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' },
    body: JSON.stringify({ schemas: [USER], userName, name, emails, active: true }),
  })
  expect([201, 409]).toContain(response.status)
}
