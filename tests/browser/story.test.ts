import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { type Lab, startLab, until } from '@scimulator/tests-support'
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
type Story = (typeof VENDORS)[number]

const WINDOW = { viewport: { width: 1440, height: 900 } }

describe.skipIf(reason !== undefined)('the story of a team, on its pages', () => {
  let lab: Lab
  let browser: Browser
  let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>
  const seen = new Set<string>()

  beforeAll(async () => {
    const teams = VENDORS.map(({ team, vendor }) => ({ team, displayName: `Team ${team}`, vendor, people: [] }))
    const starting = startLab(
      teams,
      VENDORS.map(({ vendor }) => vendor),
    )
    browser = await chromium.launch({ executablePath: found?.executablePath ?? '', args: [...(found?.args ?? [])] })
    lab = await starting
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(lab.signInLink)
    await title(page, 'Overview')
    signedIn = await context.storageState()
    await context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.stop()
  })

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

  /** Nothing on a page may keep anybody from using it. What looks the same for every vendor is looked at once. */
  async function isAccessible(page: Page, what: string): Promise<void> {
    if (seen.has(what)) return
    seen.add(what)
    const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze()
    expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([])
  }

  /** The operator, in a browser window of their own that keeps its clipboard to itself. */
  async function openOperator(): Promise<Page> {
    const context = await browser.newContext({ ...WINDOW, storageState: signedIn })
    await context.addInitScript(() => {
      const writeText = async (text: string): Promise<void> =>
        void document.documentElement.setAttribute('data-copied', text)
      Object.defineProperty(navigator, 'clipboard', { value: { writeText } })
    })
    return context.newPage()
  }

  /** What a button copies. */
  async function copy(page: Page, label: string): Promise<string> {
    const root = page.locator('html')
    await root.evaluate((element) => element.removeAttribute('data-copied'))
    await button(page, label).click()
    await page.locator('html[data-copied]').waitFor()
    return (await root.getAttribute('data-copied')) ?? ''
  }

  /** From the page on which the team is signed in to, to the identity provider's page of people. */
  async function toPeople(page: Page, label: string, userName: string) {
    await page.getByRole('link', { name: 'Sign in with SAML' }).click()
    await title(page, `Sign in with ${label}`)
    await page.getByLabel('Find by name').fill(userName)
    await button(page, 'Find').click()
    return page.getByRole('button', { name: userName })
  }

  /** Sets SAML up with the simulator, and SCIM on the page that has it; what an admin copies from there. */
  async function switchOn(
    operator: Page,
    { team, label, console: admin }: Story,
  ): Promise<{ target: string; token: string }> {
    await operator.goto(`${lab.url}/teams/${team}/people`)
    await title(operator, 'People')
    await button(operator, 'Choose whom to act as').click()
    await button(operator, /^Olive Owner/).click()
    await operator.getByText('You act as').waitFor()
    // The page is made anew when somebody else acts: a menu that was opened before that is gone.
    const item = operator.getByRole('menuitem', { name: 'SCIM Provisioning' })
    await until('SCIM Provisioning in the menu', async () => {
      if (!(await item.isVisible())) await button(operator, 'More about people').click()
      return item.click({ timeout: 1000 }).then(
        () => true,
        () => false,
      )
    })
    await title(operator, 'SCIM provisioning')
    const toggle = operator.getByRole('switch', { name: 'Enable SCIM provisioning' })
    await toggle.click()
    await operator.getByRole('link', { name: 'Set up SAML under Security' }).click()
    await title(operator, 'Security')
    await button(operator, `Use the simulator of ${label}`).click()
    await operator.getByText('Signs in at').waitFor()
    await isAccessible(operator, 'security')
    await operator.goBack()
    await title(operator, 'SCIM provisioning')
    await toggle.click()
    await operator.getByRole('switch', { name: 'Enable SCIM provisioning', checked: true }).waitFor()

    const target = await copy(operator, `Copy the URL for ${admin}`)
    await operator.getByLabel('I want a new token').check()
    await button(operator, 'Generate new token').click()
    const token = await copy(operator, 'Copy token')
    await isAccessible(operator, 'SCIM')
    await button(operator, 'I have stored it').click()
    return { target, token }
  }

  /** Types what was copied where the simulator asks for it, and imports. */
  async function importBy(
    operator: Page,
    vendor: string,
    { target, token }: { target: string; token: string },
  ): Promise<void> {
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
  }

  /** Writes a document in a space of one's own; where it is. */
  async function writeDocument(page: Page): Promise<string> {
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
    await isAccessible(page, 'document')
    return page.url()
  }

  it.concurrent.each(VENDORS)(
    'A2 A4 A5 A6 A11 A12 A15 A16 E18 plays with $label, from the switch to the document that is there again',
    async (story) => {
      const { vendor, label, team, refusal } = story
      const operator = await openOperator()
      const item = (name: string) =>
        operator.getByRole('listitem').filter({ has: operator.getByText(name, { exact: true }) })
      /** Presses a button of the story on the overview, and waits until the server has seen what came of it. */
      const step = async (name: string, press: string): Promise<void> => {
        await item(name).getByRole('button', { name: press, exact: true }).click()
        await item(name).getByRole('img', { name: 'seen' }).waitFor()
      }

      await importBy(operator, vendor, await switchOn(operator, story))

      // Assign somebody who is not in the team, and sign in as them.
      await operator.goto(`${lab.url}/?story=${team}`)
      const heroes = operator.getByLabel('Person of the story').locator('option')
      await heroes.first().waitFor({ state: 'attached' })
      const absent = heroes.filter({ hasText: 'not assigned' })
      // Where the vendor has sent nobody who is not assigned, it is somebody who has come with the import.
      const hero = (await ((await absent.count()) > 0 ? absent : heroes).first().getAttribute('value')) ?? ''
      await operator.getByLabel('Person of the story').selectOption(hero)
      await step('Assign the app', 'Assign')
      await isAccessible(operator, 'story')
      const context = await browser.newContext(WINDOW)
      const page = await context.newPage()
      await page.goto(`${lab.url}/teams/${team}/spaces`)
      await title(page, `Sign in to Team ${team}`)
      await isAccessible(page, 'sign-in')
      const person = await toPeople(page, label, hero)
      await isAccessible(page, `people of ${vendor}`)
      await person.click()
      await title(page, 'Spaces')
      const document = await writeDocument(page)

      // The owner makes them an admin, and the identity provider's admin takes the app from them.
      await item('Assign again').getByRole('link', { name: 'Person' }).click()
      await button(operator, 'Change role').click()
      await operator.getByLabel('Role', { exact: true }).selectOption('admin')
      await button(operator, 'Save').click()
      await operator
        .getByRole('definition')
        .filter({ hasText: /^admin/ })
        .waitFor()
      await isAccessible(operator, 'person')
      await operator.goBack()
      // In another tab the identity provider vouches for them, and the answer is on its way for long.
      const tab = await context.newPage()
      const [vouched, unassigned] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      await tab.route('**/saml/acs', async (route) => {
        vouched.resolve()
        await unassigned.promise
        await route.continue()
      })
      await tab.goto(`${lab.url}/teams/${team}/sign-in`)
      await (await toPeople(tab, label, hero)).click()
      await vouched.promise
      await step('Unassign', 'Unassign')
      await step('Sign-in is refused', 'Try a link')
      unassigned.resolve()
      await title(tab, `You are no longer in the team Team ${team}`)
      await isAccessible(tab, 'refused here')
      await tab.close()
      // The page that shows their document notices by itself.
      await page.getByRole('alert').getByText('Your session has ended').waitFor()
      await title(page, `Sign in to Team ${team}`)
      expect(await page.getByText('Kept while I am away.').count()).toBe(0)
      await isAccessible(page, 'session over')
      await (await toPeople(page, label, hero)).click()
      await title(page, refusal)
      await isAccessible(page, `refused by ${vendor}`)

      // Assigned again, they find the document, as a member.
      await step('Assign again', 'Assign')
      await page.goto(document)
      await (await toPeople(page, label, hero)).click()
      await title(page, 'The plan')
      expect(page.url()).toBe(document)
      await page.getByText('Kept while I am away.').waitFor()
      await page.goto(`${lab.url}/teams/${team}/people/scim-provisioning`)
      await page.getByRole('alert').getByText('Only an owner or admin').waitFor()
      await isAccessible(page, 'SCIM for a member')
      await Promise.all([context.close(), operator.context().close()])
    },
    // The three share what the machine has.
    240_000,
  )
})
