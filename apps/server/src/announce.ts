import type { Config } from './config/config.ts'
import type { RunningServer } from './server.ts'

/** The line of `--json`: the first team's addresses and token, and how to sign in. */
export function readyLine(server: RunningServer): string {
  const [first] = server.teams
  if (first === undefined) return JSON.stringify({ url: server.url })
  const { scimUrl, hostUrl } = server.addresses.of(first.team.name)
  return JSON.stringify({
    url: server.url,
    scim: { url: scimUrl, hostUrl, token: first.token },
    team: first.team.name,
    signIn: server.signInLink(),
    teams: server.teams.map(({ team, token }) => {
      const addresses = server.addresses.of(team.name)
      return { name: team.name, vendor: team.vendor, scimUrl: addresses.scimUrl, hostUrl: addresses.hostUrl, token }
    }),
  })
}

/** What a person reads when the server is up. */
export function readyTable(server: RunningServer): string {
  const rows = server.teams.flatMap(({ team, token }) => {
    const { scimUrl, hostUrl } = server.addresses.of(team.name)
    return [
      '',
      `  team ${team.name}`,
      `    SCIM URL   ${scimUrl}`,
      ...(hostUrl === scimUrl
        ? []
        : [`    host form  ${hostUrl}  (in browsers and wherever names under localhost resolve)`]),
      `    token      ${token}`,
    ]
  })
  return [`Scimulator is running at ${server.url}`, ...rows, '', `  sign in      ${server.signInLink()}`, ''].join('\n')
}

/** Where a server may speak. */
interface Outputs {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
}

/** Says which sign-in link works now that the one before it was used. */
export function announceNextLink(
  link: string,
  { json, announceSignIn }: Pick<Config, 'json' | 'announceSignIn'>,
  { stdout, stderr }: Outputs,
): void {
  if (json && announceSignIn) {
    stdout.write(`${JSON.stringify({ signIn: link })}\n`)
    return
  }
  // Readers of --json expect one line on standard output unless they asked for more.
  const output = json ? stderr : stdout
  output.write(`Next sign-in link: ${link}\n`)
}
