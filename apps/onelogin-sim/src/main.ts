const major = Number.parseInt(process.versions.node, 10)
if (major < 24) {
  process.stderr.write(`[onelogin-sim] Node 24 or newer is needed, this is ${process.versions.node}.\n`)
  process.exitCode = 2
} else {
  // Loaded late: an older Node could not read these modules and would show a stack trace instead of the line above.
  const [{ runSimulator }, { vendor }] = await Promise.all([import('@scimulator/sim-kit'), import('./vendor.ts')])
  process.exitCode = await runSimulator(vendor, process.argv.slice(2))
}

export {}
