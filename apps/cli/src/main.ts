const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `Scimulator runs on Node 24 or newer; this is Node ${process.versions.node}. Use "npm start" or "./scimulator", which bring their own.`,
  )
  process.exit(1)
}
// Whoever reads our output, such as head, may have read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  throw error
})
const { runCli } = await import('./program.ts')
process.exitCode = await runCli(process.argv.slice(2))
