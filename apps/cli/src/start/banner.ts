import type { PrintedTeam, Run } from '@scimulator/admin-api'

/** What is running and how to reach it, for people. */
export interface Running {
  readonly url: string
  readonly signIn: string
  readonly teams: readonly PrintedTeam[]
}

const HOST_FORM =
  '  The second address of a team is the same team by host name: browsers resolve *.localhost, most other programs do not.'

/** The first screen of `npm start`. */
export function banner({ url, signIn, teams }: Running): string {
  const width = Math.max(...teams.map(({ vendor }) => vendor?.length ?? 0), 6)
  const rows = teams.flatMap(({ name, vendor, scimUrl, hostUrl, token }) => [
    `  ${name.padEnd(8)} ${(vendor ?? '').padEnd(width)}  ${scimUrl}`,
    ...(hostUrl === scimUrl ? [] : [`  ${''.padEnd(8)} ${''.padEnd(width)}  ${hostUrl}`]),
    `  ${''.padEnd(8)} ${''.padEnd(width)}  token ${token}`,
  ])
  return [
    '',
    'Scimulator is running.',
    '',
    `  Dashboard   ${url}`,
    `  Sign in     ${signIn}`,
    '',
    `  ${'team'.padEnd(8)} ${'vendor'.padEnd(width)}  SCIM base URL and bearer token`,
    ...rows,
    '',
    ...(teams.some(({ scimUrl, hostUrl }) => hostUrl !== scimUrl) ? [HOST_FORM] : []),
    '  What an admin types: Okta and Microsoft Entra ID the complete URL, OneLogin its subdomain (the team name).',
    '  Ctrl-C stops everything; the data stays. "npm start -- --fresh" begins anew.',
    '',
  ].join('\n')
}

/** One line per finished demo run. */
export function runLine({ vendorLabel, team, verdict, counters, id }: Run, url: string): string {
  const { created, linked, updated, deactivated, failed, exchanges } = counters
  const parts = [`${created} created`, `${linked} linked`, `${updated} updated`, `${deactivated} deactivated`]
  if (failed > 0) parts.push(`${failed} failed`)
  return `  ${verdict === 'pass' ? 'pass' : 'FAIL'}  ${vendorLabel} -> ${team ?? ''}: ${parts.join(', ')} in ${exchanges} requests  ${url}/runs/${id}`
}
