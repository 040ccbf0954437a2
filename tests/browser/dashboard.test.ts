import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { endProcess, firstLine, projectRoot, spawnCli } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findChromium, missingBrowserReason } from './chromium.ts'
import { startGate } from './gate.ts'

const found = await findChromium()
const reason = missingBrowserReason(found)
if (reason) console.warn(`browser tests skipped: ${reason}`)

const startedSchema = z.object({
  url: z.string(),
  signIn: z.string(),
  teams: z.array(z.object({ name: z.string(), vendor: z.string(), scimUrl: z.string(), token: z.string() })),
  simulators: z.array(z.string()),
  runs: z.array(z.object({ id: z.string(), vendor: z.string(), verdict: z.string() })),
})

describe.skipIf(reason !== undefined)('the dashboard of npm start', () => {
  let program: ChildProcess
  let folder: string
  let started: z.infer<typeof startedSchema>
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scimulator-browser-'))
    program = spawnCli(['start', '--json', '--no-open', '--port', '0'], { DATA_DIR: folder })
    started = startedSchema.parse(JSON.parse(await firstLine(program)))
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
    if (program) await endProcess(program)
    await rm(folder, { recursive: true, force: true })
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

  it.each([
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('fits %i px in the %s scheme without serious accessibility violations', async (width, colorScheme) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    for (const path of ['/', `/runs/${started.runs[0]?.id}`, `/teams/${started.teams[0]?.name}`]) {
      await page.goto(started.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0)
      const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(serious.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  })

  it('complained about nothing and loaded nothing from elsewhere', () => {
    expect(complaints).toEqual([])
  })
})
