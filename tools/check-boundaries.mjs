// Checks the arrows between rooms, import cycles, vendor names in shared code, and the versions in every manifest.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const rooms = {
  'packages/scim-core': [],
  'packages/scim-store': ['scim-core'],
  'packages/scim-express': ['scim-core', 'scim-store'],
  'packages/scim-check': ['scim-core'],
  'packages/admin-api': [],
  'packages/sim-kit': ['scim-core', 'admin-api'],
  'apps/server': ['scim-core', 'scim-store', 'scim-express', 'admin-api'],
  'apps/dashboard': ['admin-api'],
  'apps/cli': ['admin-api', 'sim-kit', 'scim-check'],
}
const simulator = ['scim-core', 'sim-kit', 'admin-api']
const vendorNames = /\b(okta|onelogin|azure|entra)/i
const problems = []

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist', 'fixtures'].includes(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function importsOf(text) {
  const pattern = /(?:import|export)\s[^'"]*?from\s*'([^']+)'|import\s*\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3])
}

function withoutComments(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:])\/\/.*$/gm, '$1')
}

const graph = new Map()

function checkFile(room, file, allowed) {
  const text = readFileSync(file, 'utf8')
  const name = relative(root, file)
  const isTest = /\.test\.tsx?$|\/test\/|\/testing\//.test(name)
  const targets = []
  for (const specifier of importsOf(text)) {
    if (specifier.startsWith('.')) {
      const target = resolve(dirname(file), specifier)
      if (relative(join(root, room), target).startsWith('..'))
        problems.push(`${name}: ${specifier} leaves its room; import the package instead`)
      targets.push(target)
      continue
    }
    const own = /^@scimulator\/([^/]+)/.exec(specifier)?.[1]
    if (own && !room.endsWith(`/${own}`) && !allowed.includes(own))
      problems.push(`${name}: ${room} must not import @scimulator/${own}`)
    if (room === 'packages/scim-core' && !isTest && !own)
      problems.push(`${name}: scim-core imports nothing, not even ${specifier}`)
  }
  if (!isTest) graph.set(file, targets)
  const shared = room.startsWith('packages/') || room === 'apps/server'
  if (shared && !isTest)
    for (const [index, line] of withoutComments(text).split('\n').entries())
      if (vendorNames.test(line)) problems.push(`${name}:${index + 1}: vendor name in shared code`)
}

function checkCycles() {
  const state = new Map()
  const visit = (file, trail) => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      const cycle = [...trail.slice(trail.indexOf(file)), file].map((path) => relative(root, path))
      problems.push(`import cycle: ${cycle.join(' -> ')}`)
      return
    }
    state.set(file, 'open')
    for (const target of graph.get(file) ?? []) if (graph.has(target)) visit(target, [...trail, file])
    state.set(file, 'done')
  }
  for (const file of graph.keys()) visit(file, [])
}

function checkVersions(folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  for (const group of ['dependencies', 'devDependencies', 'optionalDependencies'])
    for (const [name, version] of Object.entries(manifest[group] ?? {}))
      if (!/^(workspace:\*|npm:.+@\d|\d+\.\d+\.\d+)/.test(version))
        problems.push(`${folder}/package.json: ${name} "${version}" is not pinned exactly`)
  if (folder === 'packages/scim-core' && manifest.dependencies)
    problems.push('packages/scim-core must have no dependencies')
}

checkVersions('.')
for (const kind of ['packages', 'apps']) {
  for (const name of readdirSync(join(root, kind))) {
    const room = `${kind}/${name}`
    if (!statSync(join(root, room)).isDirectory()) continue
    const allowed = room.endsWith('-sim') ? simulator : rooms[room]
    if (!allowed) problems.push(`${room}: no rule says what it may import; add it to tools/check-boundaries.mjs`)
    checkVersions(room)
    for (const file of filesUnder(join(root, room, 'src'))) checkFile(room, file, allowed ?? [])
  }
}
checkCycles()

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
