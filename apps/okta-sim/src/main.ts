const [major] = process.versions.node.split('.')

if (Number(major) < 24) {
  process.stderr.write(`[okta-sim] Node.js 24 or newer is needed; this is ${process.versions.node}.\n`)
  process.exitCode = 2
} else {
  const [{ runSimulator }, { vendor }] = await Promise.all([import('@scimulator/sim-kit'), import('./vendor.ts')])
  process.exitCode = await runSimulator(vendor, process.argv.slice(2))
}

export {}
