import { execFileSync } from 'node:child_process'
import type { RecordedRequest } from '@scimulator/admin-api'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCurl } from './curl.ts'

const request: RecordedRequest = {
  method: 'PATCH',
  target: '/scim/v2/Groups/5b2f',
  headers: [
    ['Host', 'localhost:3000'],
    ['Authorization', 'Bearer ****'],
    ['Content-Type', 'application/scim+json'],
    ['Content-Length', '2'],
  ],
  body: '{}',
}

/** The arguments a shell gives to curl. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
  const output = execFileSync('sh', ['-c', script], { env: { SCIM_TOKEN: 't0k en' }, encoding: 'utf8' })
  return output.split('\0').slice(0, -1)
}

function headersOf(command: string): string[] {
  const all = argumentsOf(command)
  return all.filter((_, position) => all[position - 1] === '-H')
}

describe('toCurl', () => {
  it('writes one header per line and leaves to curl what curl sets', () => {
    expect(toCurl(request, 'http://localhost:3000/scim/v2').split(' \\\n  ')).toEqual([
      'curl --globoff --path-as-is -X PATCH http://localhost:3000/scim/v2/Groups/5b2f',
      `-H 'Authorization: Bearer '"$SCIM_TOKEN"`,
      `-H 'Content-Type: application/scim+json'`,
      '-H User-Agent:',
      '-H Accept:',
      `--data-raw '{}'`,
    ])
  })

  it.skipIf(process.platform === 'win32')('takes the token from the environment, with the scheme that was sent', () => {
    const typed = (value: string): string[] =>
      headersOf(toCurl({ ...request, headers: [['Authorization', value]] }, 'http://h'))
    expect(typed('Bearer ****')).toContain('Authorization: Bearer t0k en')
    expect(typed('****')).toContain('Authorization: t0k en')
  })

  it('goes by the Host header, and by the scheme of the target', () => {
    const address = (base: string, headers: [string, string][]): string =>
      toCurl({ ...request, headers, body: null }, base).split(' \\\n', 1)[0] ?? ''
    expect(address('https://scim.test/v2', [['host', 'other.test']])).toContain('https://other.test/scim/v2')
    expect(address('https://scim.test/v2', [])).toContain('https://scim.test/scim/v2')
    expect(address('acme', [['Host', 'localhost:4000']])).toContain('http://localhost:4000/scim/v2')
  })

  it.skipIf(process.platform === 'win32')('gives a shell back every body as it was, and nothing to run', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((body) => !body.includes('\0') && body.isWellFormed())
    fc.assert(
      fc.property(text, (body) => {
        expect(argumentsOf(toCurl({ ...request, body }, 'http://h')).at(-1)).toBe(body)
      }),
      { numRuns: 25, examples: [[`'; touch /tmp/x; '`], ['$(id) `id` "$HOME" \\'], ["it's"], ['a\nb\r\n']] },
    )
  })
})
