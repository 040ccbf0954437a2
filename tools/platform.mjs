// Which of the pinned tools this machine needs. Plain JS without dependencies: runs on any Node from 20 on.
import { readFileSync } from 'node:fs'
import { sep } from 'node:path'

const pins = JSON.parse(readFileSync(new URL('./tool-pins.json', import.meta.url), 'utf8'))

export const isWindows = process.platform === 'win32'
const isMusl = process.platform === 'linux' && process.report?.getReport().header.glibcVersionRuntime === undefined
const platform = `${process.platform}-${process.arch}${isMusl ? '-musl' : ''}`

/**
 * Whether the machine's own Node serves. npm puts node_modules/.bin first on PATH, so from the second run on this may
 * be running on the very Node that was fetched: that one does not count as the machine's own.
 */
export function systemNodeServes() {
  const fetched = process.execPath.includes(`${sep}.tools${sep}`)
  const [major = 0] = process.versions.node.split('.').map(Number)
  return !fetched && (major === 24 || major >= 26)
}

/** The tools to fetch: pnpm always, Node 24 where the machine's own does not serve. */
export function neededTools() {
  const pnpm = pins.pnpm[platform] ?? wrappedPnpm()
  if (systemNodeServes()) return { pnpm, node: undefined }
  const node = pins.node[platform]
  if (!node)
    throw new Error(
      `Scimulator needs Node 24. This machine runs Node ${process.versions.node}, and there is no Node 24 package for ${platform} to fetch.\nInstall Node 24 (https://nodejs.org/en/download) and run this again.`,
    )
  return { pnpm, node }
}

/** Where no platform package is pinned, pnpm's own wrapper brings the executable of the platform. */
function wrappedPnpm() {
  const { other } = pins.pnpm
  return { ...other, optionalDependencies: { [`@pnpm/exe.${platform}`]: other.version } }
}
