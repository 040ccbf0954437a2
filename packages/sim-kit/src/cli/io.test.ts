import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const io = new URL('io.ts', import.meta.url).href
const program = `
  const { processIo } = await import(${JSON.stringify(io)})
  const { out } = processIo()
  setInterval(() => out('a line\\n'), 1)
`

test('a reader of the output that goes away ends the program quietly', async () => {
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', program])
  const errors: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  child.stdout.once('data', () => child.stdout.destroy())
  expect(await once(child, 'close')).toEqual([0, null])
  expect(errors.join('')).toBe('')
})
