import type { ScenariosDocument } from '@scimulator/admin-api'
import type { Vendor } from '../profile/profile.ts'
import { type ScenarioSummary, scenariosOf } from '../scenario/shared-scenarios.ts'
import type { CliIo } from './io.ts'

/** Ids of everything a profile of the vendor can play. */
export function scenarioIds(vendor: Vendor): string[] {
  return listScenarios(vendor).map(({ id }) => id)
}

/** Prints what `sync` can play. */
export function printScenarios(vendor: Vendor, { json }: { readonly json?: boolean }, io: Pick<CliIo, 'out'>): void {
  const scenarios = listScenarios(vendor)
  const document: ScenariosDocument = { vendors: [{ vendor: vendor.id, label: vendor.label, scenarios }] }
  io.out(json === true ? `${JSON.stringify(document, null, 2)}\n` : toText(vendor, scenarios))
}

type Listed = ScenariosDocument['vendors'][number]['scenarios'][number]

/** The vendor's own scenarios, then the shared ones; of each the profiles that play it. */
function listScenarios({ profiles }: Vendor): Listed[] {
  const listed = new Map<string, Listed>()
  for (const profile of profiles) {
    for (const { id, summary, options, shared } of scenariosOf(profile)) {
      const known = listed.get(id)
      if (known) known.profiles.push(profile.id)
      else listed.set(id, { id, summary, shared, options: { ...options }, profiles: [profile.id] })
    }
  }
  return [...listed.values()].sort((a, b) => Number(a.shared) - Number(b.shared))
}

function toText({ label, profiles }: Vendor, scenarios: readonly Listed[]): string {
  const lines = scenarios.map((scenario) => {
    const whose = scenario.shared ? 'shared' : 'own'
    const only = scenario.profiles.length < profiles.length ? ` (${scenario.profiles.join(', ')} only)` : ''
    return `  ${scenario.id.padEnd(12)} ${whose.padEnd(7)} ${scenario.summary}${only}${optionsText(scenario)}`
  })
  return `${label}\n${lines.join('\n')}\n`
}

function optionsText({ options }: Pick<ScenarioSummary, 'options'>): string {
  const pairs = Object.entries(options).map(([id, value]) => `${id}=${value}`)
  return pairs.length === 0 ? '' : `  [--option ${pairs.join(' ')}]`
}
