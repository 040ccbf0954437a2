const OLDEST_NODE = 24
const major = Number(process.versions.node.split('.', 1)[0])

// A static import would load a native module that older releases cannot run, before anything could be said.
if (major < OLDEST_NODE) {
  process.stderr.write(`scimulator needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}

const { start } = await import('./start.ts')
await start()
