import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { ProductRefusal } from '../../product/product.ts'
import { bareHost, isLoopbackAddress, isLoopbackName, isPublicAddress } from './reachable.ts'

const DEADLINE_MS = 10_000
const MAX_BYTES = 512_000

/** How metadata may be fetched. */
export interface FetchRules {
  /** Whether an admin may name an address of the server's own machine, as simulators have. */
  readonly mayReachLoopback: boolean
  /** For all of it, from the look-up of the name to the last byte. Default: 10 seconds. */
  readonly deadlineMs?: number
}

/**
 * Fetches metadata from an address that a team's admin names, which may be anybody's. So: https, or http on this machine
 * where that is allowed; hosts of the public internet only; private networks are refused, as their metadata can be handed
 * over as text; the address that is checked is the one that is connected to; redirects are not followed; 10 seconds and
 * 512 kB for all of it; and an answer that is no metadata is not shown.
 * @throws ProductRefusal `invalid`.
 */
export async function fetchMetadata(address: string, rules: FetchRules): Promise<string> {
  const url = readAddress(address, rules)
  const signal = AbortSignal.timeout(rules.deadlineMs ?? DEADLINE_MS)
  try {
    return await download(url, signal)
  } catch (error) {
    if (error instanceof ProductRefusal) throw error
    const why = signal.aborted
      ? 'The metadata did not come in time.'
      : 'Nothing answers at the address of the metadata.'
    throw invalid(why)
  }
}

function readAddress(address: string, { mayReachLoopback }: FetchRules): URL {
  if (!URL.canParse(address)) throw invalid('The address of the metadata is no URL.')
  const url = new URL(address)
  const host = bareHost(url.hostname)
  const isOwn = isLoopbackName(url.hostname)
  if (isOwn && !mayReachLoopback) throw invalid('This server fetches no metadata from its own machine.')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwn))
    throw invalid('The address of the metadata must begin with https.')
  if (url.username !== '' || url.password !== '') throw invalid('The address of the metadata must not have a password.')
  const port = Number(url.port || '443')
  if (port < 1024 && port !== 443 && url.port !== '80') throw invalid('The port in the address is not one of the web.')
  if (isIP(host) !== 0 && !isOwn && !isPublicAddress(host)) throw notPublic()
  return url
}

// Node looks a name up once for a connection and connects to what this hands back.
const guardedLookup: LookupFunction = (hostname, _options, callback) => {
  const isOwn = isLoopbackName(hostname)
  addressesOf(hostname, isOwn).then(
    (addresses) => {
      const isAllowed = isOwn ? isLoopbackAddress : isPublicAddress
      if (addresses.length > 0 && addresses.every(({ address }) => isAllowed(address))) callback(null, addresses)
      else callback(notPublic(), [])
    },
    (error: unknown) => callback(error instanceof Error ? error : new Error('The name is not known.'), []),
  )
}

async function addressesOf(hostname: string, isOwn: boolean): Promise<{ address: string; family: number }[]> {
  // Names under localhost are not known to every resolver.
  return lookup(isOwn ? 'localhost' : hostname, { all: true })
}

async function download(url: URL, signal: AbortSignal): Promise<string> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { accept: 'application/samlmetadata+xml, application/xml, text/xml', 'accept-encoding': 'identity' }
    // No agent: the connection is made for this, checked, and closed.
    const options = { agent: false, lookup: guardedLookup, signal, headers, autoSelectFamily: true }
    send(url, options, resolve).once('error', reject).end()
  })
  try {
    return await readAnswer(answer)
  } finally {
    answer.destroy()
  }
}

async function readAnswer(answer: IncomingMessage): Promise<string> {
  const { statusCode = 0 } = answer
  if (statusCode >= 300 && statusCode < 400)
    throw invalid('The address of the metadata sends on to another one. Name that one.')
  if (statusCode !== 200) throw invalid(`The address of the metadata answers ${statusCode}.`)
  if (![undefined, 'identity'].includes(answer.headers['content-encoding']))
    throw invalid('The metadata comes compressed, although that was not asked for.')
  const parts: Buffer[] = []
  let size = 0
  // No encoding is set, so a message comes as bytes.
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MAX_BYTES) throw invalid('The metadata is larger than 512 kB.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function notPublic(): ProductRefusal {
  return invalid('The address of the metadata does not lie on the public internet. Hand the metadata over as text.')
}

function invalid(message: string): ProductRefusal {
  return new ProductRefusal('invalid', message)
}
