/** A path of a team's part of the API, each part escaped. */
export function teamPath(team: string, ...parts: readonly string[]): string {
  return ['/api/teams', ...[team, ...parts].map(encodeURIComponent)].join('/')
}
