const MAX_LENGTH = 2000
// Any origin will do: it only tells whether a path leaves it.
const ORIGIN = 'http://server.invalid'

/**
 * A path of this server out of what anybody may have written: undefined for whatever a browser would read as another
 * address. It is checked as the browser will resolve it, so that no dot segment makes an authority of it.
 */
export function toRelayPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > MAX_LENGTH || !text.startsWith('/')) return undefined
  if (/[\\\p{Cc}\s]/u.test(text) || !URL.canParse(text, ORIGIN)) return undefined
  const { origin, pathname, search, hash } = new URL(text, ORIGIN)
  return origin === ORIGIN && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : undefined
}
