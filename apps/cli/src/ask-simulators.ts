import { ProgramEnded, startProgram } from './child.ts'
import { findSimulators, type SimulatorApp } from './workspace.ts'

/** The simulators of one vendor, by id or alias, or all of them. @throws Error for a vendor there is not */
export function chooseSimulators(vendor: string | undefined): SimulatorApp[] {
  const all = findSimulators()
  const chosen = all.filter((app) => vendor === undefined || app.vendor === vendor || app.aliases.includes(vendor))
  if (chosen.length > 0) return chosen
  throw new Error(`Vendor ${JSON.stringify(vendor)} is unknown. There are: ${all.map((app) => app.vendor).join(', ')}.`)
}

/** What a simulator prints. @throws ProgramEnded with its exit code when it fails; it has said why. */
export async function askSimulator({ entry }: SimulatorApp, args: readonly string[]): Promise<string> {
  const child = startProgram(entry, args, { stdout: 'pipe' })
  const parts: string[] = []
  child.stdout?.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new ProgramEnded(code ?? 1)
  return parts.join('')
}
