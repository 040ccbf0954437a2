import type { Preset } from '@scimulator/admin-api'
import { type Noticed, type Row, table, UNTOLD } from './presets-table.ts'

const INTRODUCTION = `# Well-known defects, and which vendor notices them

\`scimulator preset set --team T ID…\` gives a team defects that real servers had. A defect meets a request whichever way it
comes: a search by POST as the GET it stands for, each operation of a bulk request as the request it stands for. An
answer names in \`Scimulator-Fault\` the defects that changed what was asked, kept or answered, and no others.

What each vendor notices of a defect, with its default profile and one person after the other. The scenario is the one named,
with the ${UNTOLD.users} people and ${UNTOLD.groups} groups that \`scimulator sync\` makes up by itself (seed \`${UNTOLD.seed}\`) where the row names no others.
Other people, other sizes and other settings may show more or less.

- **fails**: a step fails, with words that the vendor's admin reads.
- finds: nothing fails; the run reports an error of the server.
- warns: the run reports a warning.
- nothing where the cell is empty.
- not played: the situation is about settings of another vendor.

A scenario with a file is a situation, with people of its own, that no life cycle brings about: the \`${UNTOLD.scenario}\` shows nothing of
that defect to any of them. A server without the defect is told of otherwise there, if at all.

The findings and the words stand in [preset-notices.json](../tests/e2e/preset-notices.json). \`npm test\` plays each row with each
vendor but where it says *not played*, and rows with a file as \`${UNTOLD.scenario}\` too. It fails where this page says otherwise; \`npx vitest
run --project e2e tests/e2e/presets.test.ts -u\` writes the page anew from preset-notices.json.
`

/** The page that shows which vendor notices which defect. */
export function presetsPage(
  presets: readonly Preset[],
  vendors: readonly { readonly id: string; readonly label: string }[],
): string {
  const head = ['defect', 'what the server does', 'seen with', 'scenario', ...vendors.map(({ label }) => label)]
  const rows = presets.map((preset) => {
    const row = table[preset.id]
    const { situation } = row ?? {}
    const notices = situation?.notices ?? row?.notices ?? {}
    const cells = vendors.map(({ id }) =>
      situation !== undefined && !(id in notices) ? 'not played' : verdict(notices[id]),
    )
    return [`\`${preset.id}\``, preset.summary, preset.source, scenarioOf(row), ...cells]
  })
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return `${INTRODUCTION}\n${lines.join('\n')}\n`
}

function verdict(noticed: Noticed | undefined): string {
  if (noticed === undefined) return ''
  if (noticed.words !== null) return '**fails**'
  return noticed.findings.every((id) => id.endsWith('(warn)')) ? 'warns' : 'finds'
}

function scenarioOf(row: Row | undefined): string {
  if (row?.situation !== undefined) {
    const { play, settings } = row.situation
    const file = `[${play}](../tests/e2e/preset-situations/${play}.yaml)`
    return settings === undefined ? file : `${file} with settings`
  }
  const { scenario = UNTOLD.scenario, users, groups } = row?.order ?? {}
  const named = [
    `\`${scenario}\``,
    ...(users === undefined ? [] : [`${users} people`]),
    ...(groups === undefined ? [] : [`${groups} ${groups === 1 ? 'group' : 'groups'}`]),
  ]
  return named.join(', ')
}
