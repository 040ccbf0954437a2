import type { Profile } from '../profile/profile.ts'
import type { BaseUrl } from './base-url.ts'
import type { WireClientOptions } from './wire-client.ts'

/** Whether a host is this machine, by name or by address. */
export function isLoopback(hostname: string): boolean {
  return /^(.*\.)?localhost\.?$|^127\.\d+\.\d+\.\d+$|^::1$/i.test(hostname)
}

/** What a person should be told before a secret travels in clear text over a network; undefined when it does not. */
export function clearTextWarning(base: BaseUrl, secret = 'token'): string | undefined {
  if (base.secure || isLoopback(base.hostname)) return undefined
  return `Warning: the ${secret} goes to ${base.host} over plain http: everybody on the way can read it.`
}

/** What the vendor's cloud would object to in the way the target is reached; simulators go on all the same. */
export function transportNotes(
  { transport = [] }: Pick<Profile, 'transport'>,
  vendorLabel: string,
  base: BaseUrl,
  wire: Pick<WireClientOptions, 'ca' | 'insecure'>,
): string[] {
  const broken = transport.filter(({ rule }) => objections[rule](base, wire))
  const notes = broken.map(
    ({ rule, evidence: { mark, source } }) => `${vendorLabel} itself ${demands[rule]} (${mark}: ${source}).`,
  )
  return wire.insecure ? ['--insecure: the target’s certificate was not checked.', ...notes] : notes
}

type Rule = NonNullable<Profile['transport']>[number]['rule']

const objections: Readonly<Record<Rule, (base: BaseUrl, wire: Pick<WireClientOptions, 'ca' | 'insecure'>) => boolean>> =
  {
    https: ({ secure }) => !secure,
    publicCertificate: ({ secure, hostname }, { ca, insecure }) =>
      secure && (ca !== undefined || insecure === true || isLoopback(hostname)),
    noUnderscore: ({ host, path }) => `${host}${path}`.includes('_'),
  }

const demands: Readonly<Record<Rule, string>> = {
  https: 'calls https addresses only',
  publicCertificate: 'takes certificates of public authorities only',
  noUnderscore: 'takes no underscore in the address',
}
