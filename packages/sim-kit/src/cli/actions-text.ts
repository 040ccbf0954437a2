import type { SimulatorAction, SimulatorActionOption } from '@scimulator/admin-api'
import type { Profile, Vendor } from '../profile/profile.ts'
import { plainLine, wrap } from '../report/text.ts'

const flags = { person: '--person USERNAME', group: '--group NAME', changes: '--set ATTRIBUTE=VALUE' } as const

/** The actions of a profile as a person reads them: the word to type, the console's own label, what must be given. */
export function actionsText(vendor: Vendor, profile: Profile, actions: readonly SimulatorAction[]): string {
  const lines = [`What the admin of ${vendor.label} (${profile.label}) can order:`, '', ...actions.flatMap(actionLines)]
  return `${lines.map(plainLine).join('\n')}\n`
}

function actionLines({ id, label, mark, summary, needs, options }: SimulatorAction): string[] {
  const needed = needs.map((need) => flags[need])
  return [
    `  ${id.padEnd(22)} ${label} (${mark})`,
    ...wrap(`    ${summary}`, 4),
    ...(needed.length === 0 ? [] : [`    needs ${needed.join(' ')}`]),
    ...options.flatMap(optionLines),
  ]
}

function optionLines(option: SimulatorActionOption): string[] {
  const { id, summary, values } = option
  const value = values === undefined ? 'TEXT' : values.join('|')
  const otherwise = option.default === undefined ? 'must be given' : `default ${JSON.stringify(option.default)}`
  return wrap(`    --option ${id}=${value}: ${summary} (${otherwise})`, 6)
}
