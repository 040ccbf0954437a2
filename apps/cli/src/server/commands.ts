import type { Command } from 'commander'
import { addFaultCommands } from './fault-commands.ts'
import { type Common, group, print, type SetCode, talk, withTeam } from './talk.ts'

const ERASED = `Erased, from the files and their logs as well. What stays: documents, as nobody's; the bare rows of the audit log; and
whatever the identity provider's own directory and your backups have.`

/** Adds the commands of whoever runs a server: links into teams, what a team has bought, tokens, and support. */
export function addServerCommands(program: Command, setCode: SetCode): void {
  withTeam(program.command('sign-in-link'), 'Make a one-time link that signs a person in to a team')
    .requiredOption('--person <PERSON>', 'user name or id')
    .action(async (options: Common & { person: string }) => {
      await talk(setCode, async (server) => {
        const { makeSignInLink, timeOf } = await import('./sign-in-link.ts')
        const link = await makeSignInLink(server, options.team, options.person)
        print(link, link.url, options)
        if (!options.json) process.stderr.write(`Works once, until ${timeOf(link.expiresAt)}, as ${link.userName}.\n`)
      })
    })
  addTeamCommands(program, setCode)
  addSupportCommands(program, setCode)
  addTokenCommands(program, setCode)
  addFaultCommands(program, setCode)
}

function addTeamCommands(program: Command, setCode: SetCode): void {
  const team = group(program, 'team', 'What only whoever runs the server settles for a team')
  withTeam(team.command('set'), 'Settle plan and seats; nobody who is in leaves by it')
    .option('--plan <PLAN>', 'enterprise, or free: without SCIM')
    .option('--seats <N>', 'active members at most, or none: no limit')
    .action(async (options: Common & { plan?: string; seats?: string }) => {
      await talk(setCode, async (server) => {
        const { setTerms, termsLine } = await import('./team.ts')
        const terms = await setTerms(server, options)
        print(terms, termsLine(terms), options)
      })
    })
  withTeam(team.command('owner'), 'Make somebody an owner; who is not in the team yet is invited by the link printed')
    .requiredOption('--person <PERSON>', 'user name, id or, of somebody new, e-mail address')
    .action(async (options: Common & { person: string }) => {
      await talk(setCode, async (server) => {
        const { makeOwner, ownerLine } = await import('./team.ts')
        const owner = await makeOwner(server, options.team, options.person)
        print(owner, ownerLine(owner), options)
      })
    })
}

function addSupportCommands(program: Command, setCode: SetCode): void {
  const support = group(program, 'support', 'What only support may do')
  withTeam(support.command('purge'), 'Erase what a team has of a person, for good')
    .requiredOption('--person <PERSON>', 'user name or id')
    .option('--yes', 'do not ask')
    .action(async (options: Common & { person: string; yes?: boolean }) => {
      await talk(setCode, async (server) => {
        const { purge } = await import('./purge.ts')
        const done = await purge(server, options)
        if (done !== undefined) return print(done, ERASED, options)
        process.stderr.write('Nothing was erased.\n')
        setCode(1)
      })
    })
}

function addTokenCommands(program: Command, setCode: SetCode): void {
  const token = group(program, 'token', 'Bearer tokens of teams')
  withTeam(token.command('create'), 'Make a token; it is shown this once')
    .option('--scope <SCOPE>', 'read, users, groups or all; with --user it may be left out')
    .option('--expires <DAYS>', 'days until it ends (default 365)')
    .option('--user <PERSON>', 'speaks for this person, by /Me alone')
    .option('--label <LABEL>', 'what to call it')
    .action(async (options: Common & { scope?: string; expires?: string; label?: string; user?: string }) => {
      await talk(setCode, async (server) => {
        const { createToken } = await import('./tokens.ts')
        const made = await createToken(server, options)
        print(made, made.token, options)
      })
    })
  withTeam(token.command('list'), 'List the tokens, without their secrets').action(async (options: Common) => {
    await talk(setCode, async (server) => {
      const { listTokens, tokenLines } = await import('./tokens.ts')
      const tokens = await listTokens(server, options.team)
      print(tokens, tokenLines(tokens), options)
    })
  })
  withTeam(token.command('revoke'), 'End a token at once')
    .argument('<ID>', 'its id, as `token list` shows it')
    .action(async (id: string, options: Common) => {
      await talk(setCode, async (server) => {
        const { revokeToken } = await import('./tokens.ts')
        print(await revokeToken(server, options.team, id), 'Ended.', options)
      })
    })
}
