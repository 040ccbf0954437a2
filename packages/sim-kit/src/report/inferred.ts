import { type InferredClaim, inferredClaimSchema, type SyncReport } from '@scimulator/admin-api'
import { wrap } from './text.ts'

const names: Readonly<Record<InferredClaim['kind'], readonly [string, string]>> = {
  profile: ['profile', 'profiles'],
  settings: ['settings document', 'settings documents'],
  request: ['request', 'requests'],
  case: ['case', 'cases'],
  quirk: ['quirk', 'quirks'],
  knob: ['knob', 'knobs'],
  action: ['admin action', 'admin actions'],
}

/** `2 requests: users.create, users.read` for each kind of inferred claim a run rests on. */
export function inferredByKind(claims: readonly InferredClaim[]): string[] {
  return inferredClaimSchema.shape.kind.options.flatMap((kind) => {
    const ids = claims.filter((claim) => claim.kind === kind).map(({ id }) => id)
    const [one, many] = names[kind]
    return ids.length === 0 ? [] : [`${ids.length} ${ids.length === 1 ? one : many}: ${ids.join(', ')}`]
  })
}

/** The section of the terminal report; empty where the report does not say what is inferred. */
export function inferredLines({ vendor, inferred }: SyncReport): string[] {
  if (inferred === undefined) return []
  if (inferred.length === 0) return ['Inferred: nothing that was used']
  const said = `${inferredByKind(inferred).join('; ')} (see: scimulator quirks ${vendor} --mark inferred)`
  return wrap(`Inferred: ${said}`, 2)
}
