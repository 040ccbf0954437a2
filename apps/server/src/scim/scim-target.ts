/**
 * @see RFC 7644 §3.13 SCIM Protocol Versioning — https://www.rfc-editor.org/rfc/rfc7644#section-3.13
 */
import type { IncomingMessage } from 'node:http'
import type { HostVerdict } from '../http/host-guard.ts'

/** What a request under a SCIM address says about its team, before anybody has proved anything. */
export interface ScimTarget {
  /** Null when host and path name different teams or none at all. */
  readonly team: string | null
  /** Path before the endpoint, as the client wrote it: `/scim/v2` or `/teams/TEAM/scim/v2`. */
  readonly prefix: string
  /** Version of the protocol, as the path names it. */
  readonly version: string
  /** Whether the host names the team. */
  readonly byHost: boolean
}

const SCIM_PATH = /^(?:\/teams\/([^/?#]+))?\/scim\/v(\d{1,9})(?=[/?]|$)/

/** Reads the SCIM address of a request; undefined for every other path. */
export function readScimTarget(request: IncomingMessage, host: HostVerdict): ScimTarget | undefined {
  const match = SCIM_PATH.exec(request.url ?? '')
  if (match === null) return undefined
  const fromHost = host.kind === 'allowed' ? host.team : null
  const fromPath = match[1] === undefined ? null : decodeSegment(match[1])
  const conflict = fromHost !== null && fromPath !== null && fromHost !== fromPath
  const team = conflict ? null : (fromPath ?? fromHost)
  return { team, prefix: match[0], version: match[2] ?? '', byHost: match[1] === undefined }
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return ''
  }
}
