import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { endProcess, firstLine, projectRoot } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkPage } from './check-page.ts'
import { findChromium, missingBrowserReason } from './chromium.ts'
import { startGate } from './gate.ts'
import { type Demo, type Started, startDemo } from './start-demo.ts'

const found = await findChromium()
const reason = missingBrowserReason(found)
if (reason) console.warn(`browser tests skipped: ${reason}`)

describe.skipIf(reason !== undefined)('the dashboard of npm start', () => {
  let demo: Demo | undefined
  let started: Started
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    demo = await startDemo()
    started = demo.started
    browser = await chromium.launch({ executablePath: found?.executablePath ?? '', args: [...(found?.args ?? [])] })
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(started.url) && !request.url().startsWith('data:'))
        complaints.push(`external: ${request.url()}`)
    })
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.end()
  })

  it('answers 401 to its API without a session', async () => {
    expect((await fetch(`${started.url}/api/runs`)).status).toBe(401)
  })

  it('plays a passing run of every vendor before it says it is ready', () => {
    expect(started.runs.map(({ vendor }) => vendor).sort()).toEqual([...started.simulators].sort())
    expect(started.runs.map(({ verdict }) => verdict)).toEqual(started.runs.map(() => 'pass'))
  })

  it('signs in by the printed link, once', async () => {
    await page.goto(started.signIn)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(page.url()).not.toContain('key=')
    const second = await browser.newPage()
    await second.goto(started.signIn)
    expect((await second.request.get(`${started.url}/api/runs`)).status()).toBe(401)
    await second.close()
  })

  it('lists the three runs and opens one with its steps and exchanges', async () => {
    await page.goto(`${started.url}/`)
    for (const { id } of started.runs) await page.locator(`a[href*="/runs/${id}"]`).first().waitFor()
    const [run] = started.runs
    await page.goto(`${started.url}/runs/${run?.id}`)
    await page.getByText(/pass/i).first().waitFor()
    expect(await page.getByText(/POST|PUT|PATCH|create/i).count()).toBeGreaterThan(0)
  })

  it("shows a team's people and groups", async () => {
    for (const { name } of started.teams) {
      await page.goto(`${started.url}/teams/${name}`)
      await page.getByText('@').first().waitFor()
    }
  })

  /** Orders a run of a foreign server from the dialog, as a person does. */
  async function runSync(vendor: string, target: string, token: string): Promise<void> {
    await page.goto(`${started.url}/runs`)
    await page.getByRole('link', { name: 'Run sync' }).click()
    const dialog = page.getByRole('dialog', { name: 'Run sync' })
    await dialog.getByLabel('Simulator').selectOption(vendor)
    await dialog.getByLabel('Another SCIM server').check()
    await dialog.getByLabel('SCIM address').fill(target)
    await dialog.getByLabel('Token').fill(token)
    await dialog.getByLabel('People').fill('8')
    await dialog.getByRole('button', { name: 'Run sync' }).click()
    await page.waitForURL(/\/runs\/[^?]+$/)
  }
  const verdict = () => page.getByRole('region', { name: 'Verdict' })
  const steps = () => page.getByRole('list', { name: 'Steps of the run' }).getByRole('link')

  it('gives the focus back to the button when the Run sync dialog is left, and Back does not open it again', async () => {
    await page.goto(`${started.url}/`)
    await page.goto(`${started.url}/runs`)
    const opener = page.getByRole('link', { name: 'Run sync' })
    await opener.press('Enter')
    await page.getByRole('dialog').getByLabel('Simulator').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await opener.evaluate((link) => link === document.activeElement)).toBe(true)
    await page.goBack()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('runs a sync from the dialog live, step by step, to its verdict', async () => {
    const team = started.teams.find(({ vendor }) => vendor === 'okta')
    const gate = await startGate(started.url, 5)
    try {
      await runSync('okta', (team?.scimUrl ?? '').replace(started.url, gate.origin), team?.token ?? '')
      await verdict()
        .getByText(/^Running/)
        .waitFor()
      await steps().first().waitFor()
      const held = await steps().count()
      const top = (await steps().first().boundingBox())?.y
      gate.open()
      await verdict()
        .getByText(/^Passed/)
        .waitFor()
      expect(await steps().count()).toBeGreaterThan(held)
      expect((await steps().first().boundingBox())?.y, 'the first step has moved').toBe(top)
      await page.reload()
      await verdict()
        .getByText(/^Passed/)
        .waitFor()
    } finally {
      await gate.close()
    }
  })

  it("shows what another server gets wrong first, and leads from the finding to the exchange's bytes", async () => {
    const foreign = spawn(process.execPath, [join(projectRoot, 'tests', 'interop', 'scimmy-server.mjs')], {
      env: { ...process.env, SCIM_TOKEN: 'x' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    try {
      const { url } = z.object({ url: z.string() }).parse(JSON.parse(await firstLine(foreign)))
      await runSync('azure', url, 'x')
      await verdict()
        .getByText(/^Failed/)
        .waitFor()
      await page.reload()
      const finding = page.getByRole('article').first()
      await finding.getByText('Your server').waitFor()
      await finding.getByText('Change', { exact: true }).waitFor()
      await finding
        .getByRole('link', { name: /^(GET|POST|PATCH|PUT|DELETE) .* → \d{3}/ })
        .first()
        .click()
      await page.getByRole('region', { name: /^Request \d+$/ }).waitFor()
      await page
        .getByRole('region', { name: /^Response \d+$/ })
        .getByText(/^[45]\d\d$|^20\d$/)
        .waitFor()
      await page.goBack()
      await finding.getByText('Your server').waitFor()
    } finally {
      await endProcess(foreign)
    }
  })

  it('shows somebody who came by a one-time link their team, and nothing of the lab', async () => {
    const link = started.signInLinks.find(({ role }) => role === 'member')
    const theirs = await (await browser.newContext()).newPage()
    theirs.on('response', (answer) => answer.status() >= 400 && complaints.push(`${answer.status()} ${answer.url()}`))
    await theirs.goto(link?.url ?? '')
    await theirs.getByRole('heading', { name: 'People' }).waitFor()
    expect(new URL(theirs.url()).pathname + new URL(theirs.url()).search).toBe(`/teams/${link?.team}/people`)
    await theirs.goto(`${started.url}/`)
    await theirs.waitForURL(`**/teams/${link?.team}/people`)
    await theirs.goto(`${started.url}/runs`)
    await theirs.getByRole('heading', { name: 'Only for whoever runs the server' }).waitFor()
    await theirs.getByRole('button', { name: /^Account/ }).click()
    await theirs.getByRole('button', { name: 'Sign out' }).click()
    await theirs.getByRole('heading', { name: 'Signed out' }).waitFor()
    await theirs.context().close()
  })

  describe('as the owner of a team', () => {
    const team = () => started.teams.find(({ vendor }) => vendor === 'azure') ?? { name: '', scimUrl: '', token: '' }
    const statusWith = async (token: string): Promise<number> =>
      (await fetch(`${team().scimUrl}/Users?count=1`, { headers: { authorization: `Bearer ${token}` } })).status

    it('shows the operator whom they act as, once they have chosen', async () => {
      await page.goto(`${started.url}/teams/${team().name}/security`)
      await page.getByRole('heading', { name: 'Choose whom to act as' }).waitFor()
      await page.getByRole('button', { name: /Olive Owner/ }).click()
      await page.getByText(`You act as Olive Owner (owner) of ${team().name}`).waitFor()
      await page.getByRole('heading', { name: 'Single sign-on by SAML' }).waitFor()
    })

    it('leads from People by the more button to the SCIM address and a token that is shown once', async () => {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'People' }).click()
      await page.getByRole('button', { name: 'More about people' }).press('Enter')
      await page.getByRole('menuitem', { name: 'SCIM Provisioning' }).press('Enter')
      await page.getByText(team().scimUrl, { exact: true }).waitFor()
      const generate = page.getByRole('button', { name: 'Generate new token' })
      expect(await generate.getAttribute('aria-disabled')).toBe('true')
      await page.getByLabel('I want a new token').check()
      await generate.click()
      const token = await page.getByLabel('New token', { exact: true }).inputValue()
      expect([await statusWith(team().token), await statusWith(token)]).toEqual([401, 200])
      await page.getByRole('link', { name: 'Spaces' }).click()
      await page.getByRole('dialog', { name: 'Leave without the token?' }).getByRole('button', { name: 'Stay' }).click()
      await page.getByRole('button', { name: 'I have stored it' }).click()
      await page.getByText('Only its mask is kept here.').waitFor()
      const kept = await page.evaluate(() => `${document.documentElement.outerHTML} ${JSON.stringify(localStorage)}`)
      expect(kept).not.toContain(token)
    })

    it('leaves a document where it lies when its owner is deactivated, and says so', async () => {
      await page.getByRole('link', { name: 'Spaces' }).click()
      await page.getByRole('button', { name: 'New space' }).click()
      await page.getByRole('dialog').getByLabel('Name').fill('Design')
      await page.getByRole('button', { name: 'Create' }).click()
      await page.getByRole('button', { name: 'New document' }).click()
      await page.getByRole('dialog').getByLabel('Title').fill('Plan')
      await page.getByRole('button', { name: 'Create' }).click()
      await page.getByRole('button', { name: 'Give away' }).click()
      await page.getByRole('button', { name: /Adam Admin/ }).click()
      await page.getByRole('region', { name: 'Owner' }).getByRole('link', { name: 'Adam Admin' }).click()
      await page.getByRole('button', { name: 'Deactivate' }).click()
      const dialog = page.getByRole('dialog', { name: 'Deactivate Adam Admin' })
      expect(await dialog.getByRole('button', { name: 'Cancel' }).evaluate((it) => it === document.activeElement)).toBe(
        true,
      )
      await dialog.getByRole('button', { name: 'Deactivate' }).click()
      await page.getByRole('button', { name: 'Reactivate' }).waitFor()
      await page.getByRole('link', { name: /^Plan/ }).click()
      await page.getByText('The owner has left the team').waitFor()
    })

    it('orders from the story what the identity provider sends', async () => {
      await page.goto(`${started.url}/?story=${team().name}`)
      await page.getByRole('button', { name: 'Unassign' }).click()
      await page.getByRole('link', { name: 'What was sent' }).click()
      await verdict()
        .getByText(/^Passed/)
        .waitFor()
    })

    it.each([
      [1440, 'light'],
      [390, 'dark'],
    ] as const)('fits %i px in the %s scheme with every page, and axe finds nothing', async (width, colorScheme) => {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      const pages = [
        'people',
        'people/inactive',
        'people/scim-provisioning',
        'security',
        'spaces',
        'audit-log',
        'sign-in',
      ]
      for (const each of pages) await checkPage(page, `${started.url}/teams/${team().name}/${each}`)
    })

    it('refuses what a member may not see, and says who may', async () => {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.goto(`${started.url}/teams/${team().name}/people`)
      await page.getByRole('button', { name: 'Change', exact: true }).click()
      await page
        .getByRole('dialog', { name: 'Act as' })
        .getByRole('button', { name: /member$/ })
        .first()
        .click()
      await page.getByText(/^You act as .* \(member\)/).waitFor()
      expect(await page.getByRole('link', { name: 'Security' }).count()).toBe(0)
      await page.goto(`${started.url}/teams/${team().name}/security`)
      await page.getByText('Only an owner or admin of the team may do this.').waitFor()
      await page.getByRole('button', { name: 'Stop' }).click()
      await page.getByRole('heading', { name: 'Choose whom to act as' }).waitFor()
      // The browser itself notes an answer 403 on its console.
      expect(complaints.splice(0).filter((text) => !text.includes('403 (Forbidden)'))).toEqual([])
    })
  })

  it.each([
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('fits %i px in the %s scheme, and axe finds nothing', async (width, colorScheme) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    for (const path of ['/', `/runs/${started.runs[0]?.id}`, `/teams/${started.teams[0]?.name}/people`])
      await checkPage(page, started.url + path)
  })

  it('complained about nothing and loaded nothing from elsewhere', () => {
    expect(complaints).toEqual([])
  })
})
