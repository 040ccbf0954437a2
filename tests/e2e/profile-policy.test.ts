import { memberPageSchema, oneTimeLinkSchema } from '@scimulator/admin-api'
import { createVisitor, type Lab, loadVendor, playVendor, startLab, type Visitor } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const vendors = await Promise.all(['okta', 'onelogin', 'azure'].map(loadVendor))
const plays = vendors.flatMap((vendor) =>
  vendor.profiles.map(({ id }) => ({ vendor, profile: id, team: `${vendor.id}-${id}`.toLowerCase() })),
)

let lab: Lab
let operator: Visitor

beforeAll(async () => {
  lab = await startLab(plays.map(({ team }) => ({ team, displayName: team, vendor: 'okta', people: [] })))
  operator = await lab.operator()
})
afterAll(() => lab.stop())

/** An owner of the team makes it keep its profiles. */
async function keepProfiles(team: string): Promise<void> {
  const { body: found } = await operator.api('GET', `/api/teams/${team}/members?q=owner`)
  const [owner] = memberPageSchema.parse(found).members
  const link = await operator.api('POST', `/api/teams/${team}/sign-in-links`, { personId: owner?.personId })
  const visitor = createVisitor(lab.url)
  await visitor.open(oneTimeLinkSchema.parse(link.body).url)
  const { status } = await visitor.api('PATCH', `/api/teams/${team}/scim-settings`, { profilePolicy: 'keep' })
  expect(status).toBe(200)
}

describe.each(plays)('S3 a team that keeps its profiles, with $team', ({ vendor, profile, team }) => {
  it('the life cycle passes, and what is not taken over is one warning', async () => {
    await keepProfiles(team)
    const address = lab.teams.find(({ name }) => name === team)
    if (address === undefined) throw new Error(`There is no team ${team}.`)
    const scimUrl = profile === 'aadOptscim062020' ? `${address.scimUrl}?${profile}` : address.scimUrl
    const order = { scimUrl, token: address.token, scenario: 'lifecycle', users: 40, groups: 6, seed: 's' }
    const report = await playVendor(vendor, profile, order)
    expect(report.findings).toMatchObject([{ id: 'profile-kept', level: 'warn' }])
    expect(report.steps.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(report.verdict).toBe('pass')
  })
})
