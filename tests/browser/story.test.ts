import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { type Lab, startLab } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium, missingBrowserReason } from './chromium.ts'

const found = await findChromium()
const reason = missingBrowserReason(found)
if (reason) console.warn(`browser tests skipped: ${reason}`)

/** A team for each vendor, and what its page says to whom the app is not assigned. */
const VENDORS = [
  { vendor: 'okta', label: 'Okta', console: 'Okta', team: 'acme', refusal: '403 App Not Assigned' },
  {
    vendor: 'onelogin',
    label: 'OneLogin',
    console: 'OneLogin',
    team: 'globex',
    refusal: 'No access to this application',
  },
  {
    vendor: 'azure',
    label: 'Microsoft Entra ID',
    console: 'Azure',
    team: 'initech',
    refusal: 'Sorry, but we’re having trouble signing you in.',
  },
] as const

describe.skipIf(reason !== undefined)('the story of a team, on its pages', () => {
  let lab: Lab
  let browser: Browser
  let operators: BrowserContext
  let operator: Page

  beforeAll(async () => {
    const teams = VENDORS.map(({ team, vendor }) => ({ team, displayName: `Team ${team}`, vendor, people: [] }))
    const starting = startLab(
      teams,
      VENDORS.map(({ vendor }) => vendor),
    )
    browser = await chromium.launch({ executablePath: found?.executablePath ?? '', args: [...(found?.args ?? [])] })
    operators = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await operators.grantPermissions(['clipboard-read', 'clipboard-write'])
    lab = await starting
    operator = await operators.newPage()
    await operator.goto(lab.signInLink)
    await operator.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.stop()
  })

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

  /** Nothing on a page may keep anybody from using it. */
  async function isAccessible(page: Page): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze()
    expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([])
  }

  /** What a button puts on the clipboard. */
  async function copy(page: Page, label: string): Promise<string> {
    await page.evaluate(() => navigator.clipboard.writeText(''))
    await button(page, label).click()
    await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '')
    return page.evaluate(() => navigator.clipboard.readText())
  }

  /** One of the steps of the story on the overview. */
  async function story(team: string, hero?: string): Promise<(name: string) => ReturnType<Page['locator']>> {
    await operator.goto(`${lab.url}/?${new URLSearchParams({ story: team, ...(hero ? { hero } : {}) })}`)
    return (name) => operator.getByRole('listitem').filter({ has: operator.getByText(name, { exact: true }) })
  }

  async function step(team: string, hero: string, name: string, press: string): Promise<void> {
    const steps = await story(team, hero)
    await steps(name).getByRole('button', { name: press, exact: true }).click()
    await steps(name).getByRole('img', { name: 'seen' }).waitFor()
  }

  /** From the page on which the team is signed in to, to the identity provider's page of people. */
  async function toPeople(page: Page, label: string, userName: string) {
    await page.getByRole('link', { name: 'Sign in with SAML' }).click()
    await title(page, `Sign in with ${label}`)
    await page.getByLabel('Find by name').fill(userName)
    await button(page, 'Find').click()
    return page.getByRole('button', { name: userName })
  }

  it.each(VENDORS)('A2 A4 A5 A6 A12 A15 A16 with $label', async ({ vendor, label, console: admin, team, refusal }) => {
    // Set up SAML with the simulator, and SCIM on the page.
    await operator.goto(`${lab.url}/teams/${team}/people`)
    await title(operator, 'People')
    await button(operator, 'Choose whom to act as').click()
    await button(operator, /^Olive Owner/).click()
    await operator.getByText('You act as').waitFor()
    await button(operator, 'More about people').click()
    await operator.getByRole('menuitem', { name: 'SCIM Provisioning' }).click()
    await title(operator, 'SCIM provisioning')
    const toggle = operator.getByRole('switch', { name: 'Enable SCIM provisioning' })
    await toggle.click()
    await operator.getByRole('link', { name: 'Set up SAML under Security' }).click()
    await title(operator, 'Security')
    await button(operator, `Use the simulator of ${label}`).click()
    await operator.getByText('Signs in at').waitFor()
    await isAccessible(operator)
    await operator.goBack()
    await title(operator, 'SCIM provisioning')
    await toggle.click()
    await expect.poll(() => toggle.getAttribute('aria-checked')).toBe('true')

    // Copy address and token into the simulator, and import.
    const target = await copy(operator, `Copy the URL for ${admin}`)
    await operator.getByLabel('I want a new token').check()
    await button(operator, 'Generate new token').click()
    const token = await copy(operator, 'Copy token')
    await isAccessible(operator)
    await button(operator, 'I have stored it').click()
    await operator.goto(`${lab.url}/runs`)
    await operator.getByRole('link', { name: 'Run sync' }).first().click()
    const dialog = operator.getByRole('dialog', { name: 'Run sync' })
    await dialog.getByLabel('Simulator').selectOption(vendor)
    await dialog.getByLabel('Scenario').selectOption('demo')
    await dialog.getByLabel('Another SCIM server').check()
    await dialog.getByLabel('SCIM address').fill(target)
    await dialog.getByLabel('Token').fill(token)
    await dialog.getByLabel('People').fill('8')
    await dialog.getByLabel('Groups').fill('2')
    await dialog.getByRole('button', { name: 'Run sync' }).click()
    await operator
      .getByRole('region', { name: 'Verdict' })
      .getByText(/^Passed/)
      .waitFor()

    // Assign somebody who is not in the team, and sign in as them.
    await story(team)
    const heroes = operator.getByLabel('Person of the story').locator('option')
    await heroes.first().waitFor({ state: 'attached' })
    const absent = heroes.filter({ hasText: 'not assigned' })
    // Where the vendor has sent nobody who is not assigned, it is somebody who has come with the import.
    const hero = (await ((await absent.count()) > 0 ? absent : heroes).first().getAttribute('value')) ?? ''
    await step(team, hero, 'Assign the app', 'Assign')
    await isAccessible(operator)
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${lab.url}/teams/${team}/spaces`)
    await title(page, `Sign in to Team ${team}`)
    await isAccessible(page)
    const person = await toPeople(page, label, hero)
    await isAccessible(page)
    await person.click()
    await title(page, 'Spaces')

    // A document in a space of theirs.
    await button(page, 'New space').click()
    await page.getByLabel('Name').fill('Plans')
    await page.getByLabel('Entry').selectOption('invite-only')
    await button(page, 'Create').click()
    await title(page, 'Plans')
    await button(page, 'New document').click()
    await page.getByLabel('Title').fill('The plan')
    await page.getByLabel('Text').fill('Kept while I am away.')
    await button(page, 'Create').click()
    await title(page, 'The plan')
    await isAccessible(page)
    const document = page.url()

    // The owner makes them an admin, and the identity provider's admin takes the app from them.
    const steps = await story(team, hero)
    await steps('Assign again').getByRole('link', { name: 'Person' }).click()
    await button(operator, 'Change role').click()
    await operator.getByLabel('Role', { exact: true }).selectOption('admin')
    await button(operator, 'Save').click()
    await operator
      .getByRole('definition')
      .filter({ hasText: /^admin/ })
      .waitFor()
    await isAccessible(operator)
    // In another tab the identity provider vouches for them, and the answer is on its way for long.
    const tab = await context.newPage()
    const unassigned = Promise.withResolvers<void>()
    await tab.route('**/saml/acs', async (route) => {
      await unassigned.promise
      await route.continue()
    })
    await tab.goto(`${lab.url}/teams/${team}/sign-in`)
    await (await toPeople(tab, label, hero)).click()
    await tab.waitForRequest('**/saml/acs')
    await step(team, hero, 'Unassign', 'Unassign')
    unassigned.resolve()
    await title(tab, `You are no longer in the team Team ${team}`)
    await isAccessible(tab)
    await page.reload()
    await title(page, `Sign in to Team ${team}`)
    await (await toPeople(page, label, hero)).click()
    await title(page, refusal)
    await isAccessible(page)

    // Assigned again, they find the document, as a member.
    await step(team, hero, 'Assign again', 'Assign')
    await page.goto(document)
    await (await toPeople(page, label, hero)).click()
    await title(page, 'The plan')
    expect(page.url()).toBe(document)
    await page.getByText('Kept while I am away.').waitFor()
    await page.goto(`${lab.url}/teams/${team}/people/scim-provisioning`)
    await page.getByRole('alert').getByText('Only an owner or admin').waitFor()
    await isAccessible(page)
    await context.close()
  })
})
