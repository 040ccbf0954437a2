import type { Apps } from '../apps/apps.ts'
import type { SignOn, SignOnAddresses, SignOnApp } from '../sign-on.ts'

/** An address of an app. */
export interface FoundAddress {
  readonly app: SignOnApp
  readonly kind: keyof SignOnAddresses
}

const KINDS = ['metadata', 'signOn', 'start'] as const

/** The app and its address that a path with its query means. */
export function findAddress(
  { addresses }: SignOn,
  apps: Apps,
  path: string,
  parameters: URLSearchParams,
): FoundAddress | undefined {
  for (const app of apps.list()) {
    const known = addresses(app)
    const kind = KINDS.find((candidate) => means(known[candidate], path, parameters))
    if (kind !== undefined) return { app, kind }
  }
  return undefined
}

/** Whether the path is the address's, and the parameters hold what its query demands. */
function means(address: string, path: string, parameters: URLSearchParams): boolean {
  const [pathname, query = ''] = address.split('?', 2)
  return path === pathname && [...new URLSearchParams(query)].every(([name, value]) => parameters.get(name) === value)
}
