import type { Request } from 'express'
import { readCookie } from '../session/person-cookie.ts'
import { REQUEST_MS } from './service-provider.ts'

/** Sign-ins that one browser can have under way in one team, in as many tabs. */
export const MAX_FLOWS = 4

/** Ties the requests that a browser has under way to it: the answer to another browser's request is not taken. */
export interface FlowCookie {
  /** Ids of the requests this browser has under way, oldest first. */
  read(request: Request, team: string): readonly string[]
  /** `Set-Cookie` for these requests; the newest are kept. */
  set(team: string, requestIds: readonly string[]): string
}

/**
 * Flow cookies of a server. By https they come along with the identity provider's POST from another site, which takes
 * `SameSite=None`; by http browsers allow no such cookie, and the POST is repeated by a page of our own.
 */
export function createFlowCookie({ port, secure }: { port: number; secure: boolean }): FlowCookie {
  const nameOf = (team: string): string => `${secure ? '__Host-' : ''}scimulator_saml_${team}_${port}`
  const flags = (team: string): string =>
    secure ? 'Path=/; HttpOnly; SameSite=None; Secure' : `Path=/teams/${team}/saml; HttpOnly; SameSite=Lax`
  return {
    read(request, team) {
      const ids = (readCookie(request, nameOf(team)) ?? '').split('.')
      return ids.slice(-MAX_FLOWS).filter((id) => /^_[0-9a-f]{32}$/.test(id))
    },
    set(team, requestIds) {
      const life = requestIds.length === 0 ? 0 : REQUEST_MS / 1000
      return `${nameOf(team)}=${requestIds.slice(-MAX_FLOWS).join('.')}; ${flags(team)}; Max-Age=${life}`
    },
  }
}
