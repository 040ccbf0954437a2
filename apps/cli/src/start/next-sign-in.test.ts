import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { readNextSignIns } from './next-sign-in.ts'

test('every sign-in link after that of the first line is read, however the output is cut up', async () => {
  const output = new PassThrough()
  const links: string[] = []
  readNextSignIns(output, (link) => links.push(link))
  const first = '{"url":"http://l","signIn":"http://l/?key=1","teams":[]}\n'
  for (const part of [`${first}{"sign`, 'In":"http://l/?key=2"}\n', '{"signIn":"http://l/?key=3"}\n{"signIn":"htt'])
    output.write(part)
  output.end()
  await expect.poll(() => output.readableEnded, { interval: 1 }).toBe(true)
  expect(links).toEqual(['http://l/?key=2', 'http://l/?key=3'])
})
