import type { Command } from 'commander'
import type { FaultOptions } from './faults.ts'
import { type Common, group, print, type SetCode, talk, withTeam } from './talk.ts'

const EXAMPLES = `
Examples:
  $ scimulator fault add --team acme --status 429 --retry-after 30 --resource Groups --count 3
  $ scimulator fault add --team acme --effect loseReply --method POST --count 1
  $ scimulator fault add --team acme --effect slow --ms 2000 --probability 0.2
  $ scimulator preset set --team acme page-size-totals string-booleans
`

/** Adds `fault` and `preset`: what is broken on purpose in a team of a running server. */
export function addFaultCommands(program: Command, setCode: SetCode): void {
  addFaults(program, setCode)
  addPresets(program, setCode)
}

function addFaults(program: Command, setCode: SetCode): void {
  const fault = group(program, 'fault', 'Failures injected on purpose into the SCIM requests of a team')
  withTeam(fault.command('add'), 'Switch a fault on, until it is removed or the server ends')
    .option(
      '--effect <KIND>',
      'slow, hang, reset, loseReply, duplicate, staleRead, truncatePage, wrongTotal, expiredToken',
    )
    .option('--status <CODE>', 'answer with this status instead, 400 to 599')
    .option('--retry-after <VALUE>', 'with --status: seconds, "date:30" for a date 30 s from now, or any text')
    .option('--html', 'with --status: a web page instead of a SCIM error')
    .option('--ms <MS>', 'with --effect slow: milliseconds')
    .option('--total <N>', 'with --effect wrongTotal: what totalResults says')
    .option('--content-type <VALUE>', 'answer with this Content-Type')
    .option('--method <METHOD>', 'only such requests')
    .option('--resource <NAME>', 'only requests under /NAME, such as Groups')
    .option('--contains <TEXT>', 'only requests with this text in path, query or body')
    .option('--count <N>', 'end after so many requests')
    .option('--probability <P>', 'hit this share of them, 0 to 1')
    .option('--seed <TEXT>', 'what the share is drawn from')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Common & FaultOptions) => {
      await talk(setCode, async (server) => {
        const { addFault, faultLine } = await import('./faults.ts')
        const made = await addFault(server, options.team, options)
        print(made, faultLine(made), options)
      })
    })
  withTeam(fault.command('list'), 'List the faults and defects that are switched on').action(
    async (options: Common) => {
      await talk(setCode, async (server) => {
        const { listFaults, faultLines } = await import('./faults.ts')
        const now = await listFaults(server, options.team)
        print(now, faultLines(now), options)
      })
    },
  )
  withTeam(fault.command('clear'), 'Switch all faults off').action(async (options: Common) => {
    await talk(setCode, async (server) => {
      const { clearFaults, listFaults } = await import('./faults.ts')
      await clearFaults(server, options.team)
      print(await listFaults(server, options.team), 'No fault is left.', options)
    })
  })
}

function addPresets(program: Command, setCode: SetCode): void {
  const preset = group(program, 'preset', 'Well-known defects of SCIM servers that a team can be given')
  withTeam(preset.command('list'), 'List the defects there are').action(async (options: Common) => {
    await talk(setCode, async (server) => {
      const { listFaults, presetLines } = await import('./faults.ts')
      const now = await listFaults(server, options.team)
      print(now, presetLines(now), options)
    })
  })
  withTeam(preset.command('set'), 'Give the team these defects and no others; none: it keeps to the rules')
    .argument('[presets...]', 'ids, as `preset list` shows them')
    .action(async (presets: string[], options: Common) => {
      await talk(setCode, async (server) => {
        const { faultLines, setPresets } = await import('./faults.ts')
        const now = await setPresets(server, options.team, presets)
        print(now, faultLines(now), options)
      })
    })
}
