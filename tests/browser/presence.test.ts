import { type Browser, chromium, type Page } from '@playwright/test'
import { type Lab, startLab, type Visitor } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findChromium, missingBrowserReason } from './chromium.ts'

const found = await findChromium()
const reason = missingBrowserReason(found)
if (reason) console.warn(`browser tests skipped: ${reason}`)

const membersSchema = z.object({ members: z.array(z.object({ personId: z.string() })) })
const linkSchema = z.object({ url: z.string() })
const BOTH = 'both@people.example'

describe.skipIf(reason !== undefined)('an open page of somebody who is in two teams', () => {
  let lab: Lab
  let operator: Visitor
  let browser: Browser

  beforeAll(async () => {
    const team = (name: string) => ({ team: name, displayName: name, vendor: name, people: [{ userName: BOTH }] })
    lab = await startLab([team('acme'), team('globex')])
    operator = await lab.operator()
    browser = await chromium.launch({ executablePath: found?.executablePath ?? '', args: [...(found?.args ?? [])] })
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.stop()
  })

  async function personIn(team: string): Promise<string> {
    const { body } = await operator.api('GET', `/api/teams/${team}/members?q=${BOTH}`)
    return membersSchema.parse(body).members[0]?.personId ?? ''
  }

  async function enter(page: Page, team: string): Promise<void> {
    const { body } = await operator.api('POST', `/api/teams/${team}/sign-in-links`, { personId: await personIn(team) })
    await page.goto(linkSchema.parse(body).url)
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
  }

  it('E18 E22 leads to the sign-in of the team that they are taken out of, and to the other one as before', async () => {
    const page = await browser.newPage()
    await enter(page, 'acme')
    await enter(page, 'globex')
    await page.goto(`${lab.url}/teams/acme/spaces`)
    await page.getByRole('heading', { level: 1, name: 'Spaces' }).waitFor()
    const path = `/api/teams/acme/members/${await personIn('acme')}`
    expect((await operator.api('PATCH', path, { state: 'inactive' })).status).toBe(200)
    await page.getByRole('alert').getByText('Your session has ended').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Sign in to acme' }).waitFor()
    await page.goto(`${lab.url}/teams/globex/people`)
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    await page.goto(`${lab.url}/teams/acme/people`)
    await page.getByText('You are not signed in to a team acme.').waitFor()
  })
})
