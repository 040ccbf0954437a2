import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createHostGuard } from './host-guard.ts'

test.each(['127.0.0.2', '192.0.2.2', '[2001:db8::2]'])('the bound address %s is answered, another is not', (host) => {
  const judge = createHostGuard({ publicUrl: null, localUrl: `http://${host}:4000`, allowHosts: [] })
  const asking = (name: string): IncomingMessage => {
    const request = new IncomingMessage(new Socket())
    request.url = '/'
    request.rawHeaders.push('Host', name)
    return request
  }
  expect(judge(asking(`${host}:4000`)).kind).toBe('allowed')
  expect(judge(asking('127.0.0.3:4000'))).toMatchObject({ kind: 'refused', status: 421 })
})
