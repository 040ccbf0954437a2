/** An address as it was meant, and whether that is not what was pasted. */
export interface CleanedUrl {
  url: string
  changed: boolean
}

/** Long dashes that typesetting makes of hyphens. */
const DASHES = /[\u2010-\u2015\u2212]/gu

/** Takes what typesetting and pasting put into an address out of it: blanks, long dashes, quotes around it, doubled slashes. */
export function cleanUrl(text: string): CleanedUrl {
  const bare = text
    .replaceAll(/[\s\u200B\uFEFF]/gu, '')
    .replaceAll(DASHES, '-')
    .replaceAll(/["'<>\u2018\u2019\u201C\u201D]/gu, '')
  const [path = '', ...query] = bare.split('?')
  const [scheme, rest] = splitScheme(path)
  const url = [scheme + rest.replaceAll(/\/{2,}/g, '/'), ...query].join('?')
  return { url, changed: url !== text }
}

function splitScheme(address: string): [string, string] {
  const at = address.indexOf('://')
  if (at < 0) return ['', address]
  const rest = address.slice(at + 3)
  return [address.slice(0, at + 3), rest.startsWith('/') ? rest.replace(/^\/+/, '') : rest]
}
