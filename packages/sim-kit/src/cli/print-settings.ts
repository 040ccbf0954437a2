import { stringify } from 'yaml'
import { settingsOf } from '../control/settings.ts'
import type { Vendor } from '../profile/profile.ts'
import { wrap } from '../report/text.ts'
import { selectProfile } from '../run/select.ts'
import type { CliIo } from './io.ts'

/** Options of `settings` as commander gives them. */
export interface SettingsOptions {
  readonly profile?: string
  readonly json?: boolean
}

/** Prints the document of settings that holds without one, to start from. @throws UsageError where the profile takes none. */
export function printSettings(vendor: Vendor, options: SettingsOptions, io: Pick<CliIo, 'out'>): void {
  const profile = selectProfile(vendor, options.profile)
  const { summary, evidence, defaults } = settingsOf(profile)
  if (options.json === true) {
    io.out(`${JSON.stringify(defaults, null, 2)}\n`)
    return
  }
  const head = [
    ...wrap(`${vendor.label}, ${profile.label}: ${summary}`, 0, 98),
    ...wrap(`Evidence: ${evidence.mark} (${evidence.source}, ${evidence.date}).`, 0, 98),
    `Use: scimulator sync ${vendor.id} --profile ${profile.id} --settings FILE`,
  ]
  io.out(`${head.map((line) => `# ${line}`).join('\n')}\n${stringify(defaults, { lineWidth: 0 })}`)
}
