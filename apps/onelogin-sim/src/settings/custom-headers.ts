import type { TextProblem } from './check-template.ts'

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const RESERVED: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'authorization',
])

/** Custom Headers as they are typed: one `Name: value` a line, added to every call. */
export type CustomHeaders = readonly (readonly [name: string, value: string])[]

/** Reads Custom Headers; lines that cannot be sent are left out and named. */
export function readCustomHeaders(text: string): { headers: CustomHeaders; problems: readonly TextProblem[] } {
  const headers: [string, string][] = []
  const problems: TextProblem[] = []
  let offset = 0
  for (const line of text.split('\n')) {
    const wrong = line.trim() === '' ? undefined : readLine(line, headers)
    if (wrong !== undefined) problems.push({ offset, message: wrong })
    offset += line.length + 1
  }
  return { headers, problems }
}

function readLine(line: string, headers: [string, string][]): string | undefined {
  const colon = line.indexOf(':')
  const [name, value] = [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
  if (colon < 1 || !NAME.test(name)) return 'A custom header is Name: value.'
  if (RESERVED.has(name.toLowerCase())) return `${name} is not the admin's to set here.`
  if (/[^\t -~\u0080-\u00ff]/.test(value)) return 'The value has characters that no header can carry.'
  if (headers.some(([other]) => other.toLowerCase() === name.toLowerCase())) return `${name} stands here twice.`
  headers.push([name, value])
  return undefined
}
