import { randomBytes } from 'node:crypto'
import type { Request } from 'express'
import { digestOf } from '../teams/token.ts'

const IDLE_MS = 24 * 60 * 60 * 1000
const ABSOLUTE_MS = 7 * IDLE_MS
const MAX_SESSIONS = 1000

interface Session {
  readonly started: number
  lastSeen: number
}

/** The dashboard's sessions; they end with the process. */
export interface Sessions {
  /** Starts a session and returns the value of its cookie. */
  start(): string
  /** Whether the request carries a session that is alive; using it keeps it from idling out. */
  has(request: Request): boolean
  /** The same, without using it. */
  isAlive(request: Request): boolean
  /** Ends the request's session. */
  end(request: Request): void
  /** `Set-Cookie` for a session's value, or for none. */
  cookie(value: string | null): string
}

/** Sessions behind a cookie named for the port: cookies do not tell ports of one host apart. */
export function createSessions(options: { port: number; secure: boolean; now?: () => number }): Sessions {
  const now = options.now ?? Date.now
  // `__Host-` keeps other hosts of the same domain from setting the cookie; browsers take it by https only.
  const cookieName = `${options.secure ? '__Host-' : ''}scimulator_${options.port}`
  const sessions = new Map<string, Session>()
  const keyOf = (request: Request): string | undefined => {
    const value = readCookie(request.get('cookie') ?? '', cookieName)
    return value === undefined ? undefined : digestOf(value).toString('base64url')
  }
  const find = (request: Request): Session | undefined => {
    const key = keyOf(request)
    const session = key === undefined ? undefined : sessions.get(key)
    if (key === undefined || session === undefined) return undefined
    if (now() - session.lastSeen <= IDLE_MS && now() - session.started <= ABSOLUTE_MS) return session
    sessions.delete(key)
    return undefined
  }

  return {
    start() {
      const value = randomBytes(32).toString('base64url')
      const oldest = sessions.size >= MAX_SESSIONS ? sessions.keys().next().value : undefined
      if (oldest !== undefined) sessions.delete(oldest)
      sessions.set(digestOf(value).toString('base64url'), { started: now(), lastSeen: now() })
      return value
    },
    has(request) {
      const session = find(request)
      if (session !== undefined) session.lastSeen = now()
      return session !== undefined
    },
    isAlive: (request) => find(request) !== undefined,
    end(request) {
      const key = keyOf(request)
      if (key !== undefined) sessions.delete(key)
    },
    cookie(value) {
      const secure = options.secure ? '; Secure' : ''
      const life = value === null ? '; Max-Age=0' : ''
      return `${cookieName}=${value ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure}${life}`
    },
  }
}

function readCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value !== undefined && /^[\w-]{20,100}$/.test(value)) return value
  }
  return undefined
}
