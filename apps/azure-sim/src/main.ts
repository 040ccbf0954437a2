import { selectProfile } from './select-profile.ts'

const OLDEST_NODE = 24
const major = Number.parseInt(process.versions.node, 10)

if (major < OLDEST_NODE) {
  process.stderr.write(`azure-sim needs Node ${OLDEST_NODE} or newer, this is ${process.version}\n`)
  process.exitCode = 2
} else {
  const { runSimulator } = await import('@scimulator/sim-kit')
  const { vendor } = await import('./vendor.ts')
  process.exitCode = await runSimulator(vendor, selectProfile(process.argv.slice(2)))
}
