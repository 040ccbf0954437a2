// Starts a peer on a port of its own. A peer answers requests and makes none: the first connection it opens ends it.
import { Socket } from 'node:net'

/** Listens on loopback, builds the peer for its origin, prints the peer's own description as one line of JSON. */
export async function listen(server, build) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  Socket.prototype.connect = function connect(...[target]) {
    const { host, port, path } = [target].flat()[0] ?? {}
    console.error(`A connection to ${path ?? `${host}:${port}`} was opened.`)
    process.exit(70)
  }
  console.log(JSON.stringify(await build(`http://127.0.0.1:${server.address().port}`)))
}
