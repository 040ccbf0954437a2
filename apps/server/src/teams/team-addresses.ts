/** Where a team is reached: the two forms an admin copies. */
export interface TeamAddresses {
  /** Path form: resolves in every client. */
  readonly scimUrl: string
  /** Host form: names under `localhost` resolve in browsers and in our own clients. */
  readonly hostUrl: string
}

/** Works out the addresses of teams from the server's own. */
export interface AddressBook {
  /** Origin of the server without a trailing slash. */
  readonly url: string
  of(team: string): TeamAddresses
  /** Where programs of this machine reach the team, whatever the world calls the server. */
  localScimUrl(team: string): string
  /** The team a URL belongs to, or undefined when it is not one of ours. */
  teamOf(target: string): string | undefined
}

/** The address book of a server. `localUrl` is its origin for programs of this machine, `hosts` are the names it answers to besides those under `localhost`. */
export function createAddressBook(options: {
  url: string
  localUrl: string
  port: number
  hosts: readonly string[]
}): AddressBook {
  const { url, localUrl, port } = options
  const ownHosts = new Set(['localhost', '127.0.0.1', '[::1]', ...options.hosts])
  return {
    url,
    of(team) {
      const scimUrl = `${url}/teams/${team}/scim/v2`
      // Names under localhost mean the reader's own machine: nothing to hand out where the server has a public address.
      const isLocal = new URL(url).hostname === 'localhost'
      return { scimUrl, hostUrl: isLocal ? `http://${team}.localhost:${port}/scim/v2` : scimUrl }
    },
    localScimUrl: (team) => `${localUrl}/teams/${team}/scim/v2`,
    teamOf(target) {
      if (!URL.canParse(target)) return undefined
      const parsed = new URL(target)
      const samePort = Number(parsed.port || defaultPort(parsed.protocol)) === port
      const isOwn = parsed.origin === url || parsed.origin === localUrl
      if (!isOwn && !samePort) return undefined
      if (isOwn || ownHosts.has(parsed.hostname)) return /^\/teams\/([a-z0-9-]+)(\/|$)/.exec(parsed.pathname)?.[1]
      return /^([a-z0-9-]+)\.localhost$/.exec(parsed.hostname)?.[1]
    },
  }
}

function defaultPort(protocol: string): number {
  return protocol === 'https:' ? 443 : 80
}
