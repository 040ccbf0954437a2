import type { Send } from '@scimulator/scim-check'
import { createWireClient, type WireClient } from '@scimulator/sim-kit'
import type { CheckPlan } from './options.ts'

/** How the checks reach the target: certificates as told, hosts under `localhost` on this machine, paths as they are written. */
export function createSend({ target, timeoutMs, ca, insecure }: CheckPlan): { send: Send; close(): void } {
  const client: WireClient = createWireClient({
    baseUrl: target,
    timeoutMs,
    ...(ca === undefined ? {} : { ca }),
    ...(insecure ? { insecure: true } : {}),
  })
  const { host } = new URL(target)
  return {
    close: () => client.close(),
    async send({ method, url, headers, body, signal }) {
      const length: [string, string][] =
        body === undefined ? [] : [['content-length', String(Buffer.byteLength(body, 'utf8'))]]
      const result = await client.send(
        {
          method,
          target: url.replace(/^[a-z]+:\/\/[^/?]*/i, ''),
          headers: [['host', host], ...headers, ...length],
          body,
        },
        signal,
      )
      if (result.kind === 'silence') throw new Error(result.reason)
      return { status: result.status, headers: result.headers, body: result.body }
    },
  }
}
