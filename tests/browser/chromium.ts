import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** How to start a browser that was found. */
export interface Browser {
  readonly executablePath: string
  readonly args: readonly string[]
}

/** Finds a Chromium: CHROMIUM_PATH, Playwright's own, the system's, on Linux x64 the one inside an npm package. */
export async function findChromium(): Promise<Browser | undefined> {
  const given = process.env.CHROMIUM_PATH
  if (given) return { executablePath: given, args: [] }
  const installed = [chromium.executablePath(), ...systemPaths].find((path) => existsSync(path))
  if (installed) return { executablePath: installed, args: [] }
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  return await packagedChromium()
}

/** @sparticuz/chromium: a dependency of the browser tests' own workspace, so it may be absent. */
async function packagedChromium(): Promise<Browser | undefined> {
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    return { executablePath: await packaged.executablePath(), args: packaged.args }
  } catch {
    return undefined
  }
}

/** Why browser tests do not run, undefined when they do. @throws where REQUIRE_BROWSER=1 and there is none. */
export function missingBrowserReason(browser: Browser | undefined): string | undefined {
  if (browser) return undefined
  const reason = 'no Chromium found: set CHROMIUM_PATH or run "npx playwright install chromium"'
  if (process.env.REQUIRE_BROWSER === '1') throw new Error(`REQUIRE_BROWSER=1, and ${reason}`)
  return reason
}
