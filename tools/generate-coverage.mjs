// Writes docs/rfc-coverage.md: every row of the requirements matrix, where it is tested, or why not. `--check` only compares.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const page = join(root, 'docs', 'rfc-coverage.md')
const checksFolder = 'packages/scim-check/src/checks'
const testFolders = [
  'tests/conformance',
  'tests/e2e',
  'packages/scim-core/src',
  'packages/scim-store/src',
  'packages/scim-express/src',
  'packages/scim-express/test',
  'apps/server/src',
  'apps/server/test',
]
const levels = ['MUST', 'SHOULD', 'MAY', 'CHOICE', 'INTEROP']
const groups = {
  S: 'Schemas and attributes',
  D: 'Discovery',
  C: 'Create',
  R: 'Retrieve',
  F: 'Filters',
  O: 'Sorting',
  P: 'Paging by index',
  K: 'Paging by cursor',
  A: 'Projection',
  Q: 'Queries and .search',
  U: 'Replace',
  M: 'Patch',
  X: 'Delete',
  B: 'Bulk',
  I: '/Me',
  V: 'Versions',
  E: 'Errors',
  H: 'Media types and headers',
  Z: 'Security',
  N: 'Teams',
  Y: 'Events',
}
const states = {
  check: 'black-box check',
  conformance: 'conformance test',
  other: 'unit or contract test',
  chosen: 'chosen, no test',
  reason: 'not applicable or later',
  open: 'open',
}
const rows = JSON.parse(readFileSync(join(root, 'tools', 'rfc-rows.json'), 'utf8'))
const problems = []

/** Row id → where it is tested: `{ kind, file, title }`. */
const found = new Map(Object.keys(rows).map((id) => [id, []]))

function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      if (['node_modules', 'dist', 'fixtures'].includes(entry.name)) return []
      const name = `${folder}/${entry.name}`
      return entry.isDirectory() ? filesUnder(name) : [name]
    })
}

function note(where, id, level, entry) {
  const row = Object.hasOwn(rows, id) ? rows[id] : undefined
  if (row === undefined) problems.push(`${where}: tools/rfc-rows.json has no row ${id}`)
  else found.get(id).push(entry)
  if (level !== undefined && row !== undefined && row.level !== level)
    problems.push(`${where}: ${id} is ${row.level}, not ${level}`)
}

async function readChecks() {
  const { ALL_CHECKS } = await import(pathToFileURL(join(root, checksFolder, 'all.ts')))
  const texts = filesUnder(checksFolder).map((file) => [file, readFileSync(join(root, file), 'utf8')])
  for (const { id, level, title } of ALL_CHECKS) {
    const file = texts.find(([, text]) => text.includes(`'${id}'`))?.[0] ?? checksFolder
    note(file, id, level, { kind: 'check', file, title })
  }
}

/** The strings of a line that begin with ids: titles of tests, and of the rows of their tables. */
function titlesIn(line) {
  return [...line.matchAll(/(['"`])((?:[A-Z]{1,2}-\d{2,3}\b ?)+(?:(?!\1).|(?<=\\)\1)*)\1/g)].map((match) => match[2])
}

function readTests() {
  for (const file of testFolders.flatMap(filesUnder)) {
    if (!/\.test\.tsx?$|\/contract\//.test(file)) continue
    const kind = file.startsWith('tests/conformance/') ? 'conformance' : 'other'
    for (const [index, line] of readFileSync(join(root, file), 'utf8').split('\n').entries())
      for (const text of titlesIn(line)) readTitle(`${file}:${index + 1}`, text, { kind, file })
  }
}

/** One title may carry several rows: its level is that of one of them. */
function readTitle(where, text, entry) {
  const [lead] = /^(?:[A-Z]{1,2}-\d{2,3}\b ?)+/.exec(text)
  const level = /^\[([A-Z]+)\]/.exec(text.slice(lead.length))?.[1]
  const ids = lead.match(/\b[A-Z]-\d{3}\b/g) ?? []
  const title = text
    .slice(lead.length)
    .replace(/^\[[A-Z]+\] ?/, '')
    .replace(/\\(['"`])/g, '$1')
    .replace(/%[sjdio]|\$\{[^}]*\}|\$[a-z]\w*/g, '…')
  for (const id of text.match(/\b[A-Z]-\d{3}\b/g) ?? [])
    note(where, id, undefined, { ...entry, title, ids: ids.length })
  const known = ids.filter((id) => Object.hasOwn(rows, id))
  if (level !== undefined && known.length > 0 && !known.some((id) => rows[id].level === level))
    problems.push(`${where}: ${known.map((id) => `${id} is ${rows[id].level}`).join(', ')}, not ${level}`)
}

function stateOf(id) {
  const kinds = found.get(id).map(({ kind }) => kind)
  for (const kind of ['check', 'conformance', 'other']) if (kinds.includes(kind)) return kind
  if (rows[id].choice !== undefined) return 'chosen'
  return rows[id].reason === undefined ? 'open' : 'reason'
}

function checkRows() {
  for (const [id, { level, reason, choice }] of Object.entries(rows)) {
    if (!levels.includes(level) || !Object.hasOwn(groups, id.slice(0, 1)))
      problems.push(`tools/rfc-rows.json: ${id} has no known group and level`)
    if (level === 'MUST' && stateOf(id) === 'open') problems.push(`${id} [MUST] has neither a test nor a reason`)
    if ((reason ?? choice) !== undefined && found.get(id).length > 0)
      problems.push(`tools/rfc-rows.json: ${id} is tested in ${found.get(id)[0].file}; take its reason out`)
  }
}

/** Text as a Markdown table shows it, word for word. */
function cell(text) {
  return text
    .split(/(`[^`]*`)/)
    .map((piece) => (piece.startsWith('`') ? piece : piece.replace(/[\\*_<[\]]/g, '\\$&')))
    .join('')
    .replaceAll('|', '\\|')
}

function table(head, body) {
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function linkTo({ kind, file }) {
  const target = relative(dirname(page), join(root, file)).split(sep).join('/')
  const name = basename(file).replace(/(\.test)?\.tsx?$/, '')
  const label = { check: 'check', conformance: 'conformance', other: file.split('/')[1] }[kind]
  return `[${label} ${name}](${target})`
}

/** What a row's tests say of it: checks first, then titles that are whole and about few rows. */
function titlesOf(id) {
  const rank = ({ kind, title, ids }) =>
    ['check', 'conformance', 'other'].indexOf(kind) * 100 + (title.includes('…') ? 20 : 0) + (ids ?? 1)
  return found
    .get(id)
    .filter(({ title }) => title.replace(/[^a-z]/gi, '').length > 8)
    .sort((left, right) => rank(left) - rank(right))
}

/** The words for a row: what holds, and for what the RFC leaves open also what was chosen. */
function wordsOf(id) {
  const titles = titlesOf(id)
  const title = titles[0]?.title ?? ''
  const choice = titles.find((other) => other.kind !== 'check' && other.title !== title)?.title ?? ''
  const open = ['MAY', 'CHOICE', 'INTEROP'].includes(rows[id].level)
  return { title, remark: rows[id].choice ?? rows[id].reason ?? (open ? choice : '') }
}

function rowOf(id) {
  const { title, remark } = wordsOf(id)
  const links = [...new Set(found.get(id).map(linkTo))]
  const more = links.length > 3 ? [`${links.length - 3} more`] : []
  return [id, rows[id].level, cell(title), [...links.slice(0, 3), ...more].join(', '), cell(remark)]
}

function countsTable() {
  const ids = Object.keys(rows)
  const kinds = Object.keys(states)
  const line = (name, of) => {
    const counts = kinds.map((kind) => of.filter((id) => stateOf(id) === kind).length)
    return [name, of.length, ...counts]
  }
  const body = levels.map((level) =>
    line(
      level,
      ids.filter((id) => rows[id].level === level),
    ),
  )
  return table(['Level', 'Rows', ...Object.values(states)], [...body, line('**All**', ids)])
}

function render() {
  const sections = Object.entries(groups).map(([group, name]) => {
    const ids = Object.keys(rows).filter((id) => id.startsWith(`${group}-`))
    const body = table(['Row', 'Level', 'What holds', 'Tested by', 'Choice, or why no test'], ids.map(rowOf))
    return `## ${group}: ${name}\n\n${body}\n`
  })
  return `# RFC coverage

Made by \`npm run docs\` from the checks of \`scimulator check\`, the titles of the tests and \`tools/rfc-rows.json\`; do not edit.
Each row is one requirement of RFC 7643, 7644, 9865, 9967 or 6750. MUST, SHOULD and MAY are the RFC's words, CHOICE is what it
leaves open, INTEROP what only a large client asks for. A row counts once, in the first state that fits: a black-box check runs
against any server, a conformance test over HTTP against ours.

${countsTable()}

${sections.join('\n')}`
}

await readChecks()
readTests()
checkRows()
const text = render()
if (!process.argv.includes('--check')) writeFileSync(page, text)
else if (!existsSync(page) || readFileSync(page, 'utf8') !== text)
  problems.push('docs/rfc-coverage.md is out of date. Run "npm run docs".')
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
