import type { CheckRow } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip } from '../failure.ts'

/** A User to read and write, with its ETag. @throws CheckSkip when it has none */
export async function subject(context: CheckContext): Promise<{ path: string; etag: string }> {
  const path = context.userPath(await context.user())
  const etag = (await context.client.get(path)).expect(200).header('etag')
  if (etag === undefined) throw new CheckSkip('the set-up failed: a GET of a User has no ETag')
  return { path, etag }
}

/** The row of a check that needs ETags. */
export function versioned(
  id: string,
  title: string,
  advice: string,
  run: CheckRow['run'],
  options: Partial<CheckRow> = {},
): CheckRow {
  return {
    id,
    level: 'MUST',
    title,
    advice,
    damage: 3,
    requires: needs('etag'),
    run,
    ...options,
  }
}

/** Whether a PUT with another version is refused. */
export async function isGuarded(context: CheckContext): Promise<boolean> {
  const user = await context.user()
  const body = context.userBody({ userName: user.userName ?? null, displayName: 'New' })
  const headers = { 'if-match': 'W/"no-such-version"' }
  return (await context.client.put(context.userPath(user), body, { headers })).status === 412
}
