import type { Command } from 'commander'
import type { CheckOptions } from './options.ts'

const examples = `
Examples:
  $ SCIM_TOKEN=... scimulator check http://localhost:8080/scim/v2
  $ scimulator check https://scim.example.com/v2 --token ... --only M,F-003 --report html=check.html
  $ scimulator check http://localhost:8080/scim/v2 --level must --json

Exit: 0 no row failed, 1 one did, 2 bad usage or a target that cannot be checked.
`

/** Adds `check` to the program. */
export function addCheckCommand(program: Command, setCode: (code: number) => void): void {
  program
    .command('check')
    .description('Check any SCIM server against the RFCs, row by row')
    .argument('<URL>', 'base URL of the SCIM service')
    .option('--token <TOKEN>', 'bearer token (or SCIM_TOKEN: an argument shows in the process list)')
    .option('--auth-header <VALUE>', 'the whole Authorization header, verbatim')
    .option('--me-token <TOKEN>', 'bearer token of a person, for the rows of /Me alone (or SCIM_ME_TOKEN)')
    .option('--only <IDS>', 'rows and groups to check, such as M-006,F')
    .option('--level <LEVEL>', 'must, should (with MUST) or all', 'all')
    .option('--destructive', 'also checks that could touch what the run did not make')
    .option('--timeout <TIME>', 'deadline of one exchange, such as 30 or 500ms', '10')
    .option('--report <FORMAT[=FILE]>', 'terminal, json, junit or html; repeatable', repeatable, [])
    .option('--json', 'print one JSON document on standard output and nothing else')
    .option('--insecure', 'take any certificate')
    .option('--ca <FILE>', 'PEM of a certificate authority to trust')
    .addHelpText('after', examples)
    .exitOverride()
    .action(async (url: string, options: CheckOptions) => {
      const { runCheckCommand } = await import('./run.ts')
      setCode(await runCheckCommand(url, options))
    })
}

function repeatable(value: string, before: readonly string[]): string[] {
  return [...before, value]
}
