import type { Run } from '@scimulator/admin-api'

/** Where a run goes, short: the team of this server, else the host of the address. */
export function targetText(run: Pick<Run, 'team' | 'target'>): string {
  if (run.team !== null) return run.team
  return URL.canParse(run.target) ? new URL(run.target).host || run.target : run.target
}
