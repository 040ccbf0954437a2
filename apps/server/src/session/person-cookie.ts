import type { Request } from 'express'

/** The cookies by which a browser is signed in as people: one for each team. */
export interface PersonCookie {
  /** Secret of the session in one team, by the team's name. */
  read(request: Request, team: string): string | undefined
  /** `Set-Cookie` that signs the browser in to a team. */
  set(team: string, secret: string): string
  /** `Set-Cookie` that forgets the team. */
  clear(team: string): string
}

/**
 * Person cookies of a server, named for team and port: cookies do not tell ports of one host apart. `Lax`, as coming back
 * from the identity provider begins on its site.
 */
export function createPersonCookie({ port, secure }: { port: number; secure: boolean }): PersonCookie {
  // `__Host-` keeps other hosts of the same domain from setting the cookie; browsers take it by https only.
  const nameOf = (team: string): string => `${secure ? '__Host-' : ''}scimulator_person_${team}_${port}`
  const flags = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    read(request, team) {
      const value = readCookie(request, nameOf(team))
      return value !== undefined && /^[\w-]{20,100}$/.test(value) ? value : undefined
    },
    set: (team, secret) => `${nameOf(team)}=${secret}; ${flags}`,
    clear: (team) => `${nameOf(team)}=; ${flags}; Max-Age=0`,
  }
}

/** The value of the first cookie with this name. */
export function readCookie(request: Request, name: string): string | undefined {
  const start = `${name}=`
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length)
}
