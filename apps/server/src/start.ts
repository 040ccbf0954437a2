import { pino } from 'pino'
import { announceNextLink, readyLine, readyTable } from './announce.ts'
import { isLoopback, readConfig } from './config/config.ts'
import { asksForHelp } from './config/flags.ts'
import { HELP_TEXT } from './config/help-text.ts'
import { UsageError } from './config/usage-error.ts'
import { endWith } from './lifecycle/end-with.ts'
import { watchParent } from './lifecycle/parent-watch.ts'
import { startServer } from './server.ts'

/** Runs the server of this process until a signal or the end of its parent. */
export async function start(): Promise<void> {
  // Databases and their journals hold people's data: for the owner only.
  process.umask(0o077)
  // Whoever read our output may be gone; that is no reason to fail.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
  if (asksForHelp(process.argv.slice(2))) {
    process.stdout.write(HELP_TEXT)
    return
  }
  try {
    const config = readConfig(process.argv.slice(2), process.env)
    const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
    const server = await startServer(config, logger, {
      onNewSignInLink: (link) => announceNextLink(link, config, process),
    })
    const end = endWith(server, logger, process)
    watchParent(config.parentPid, () => end('parent gone'))
    if (!isLoopback(config.host)) logger.warn({ host: config.host }, 'the server is reachable from other machines')
    process.stdout.write(`${config.json ? readyLine(server) : readyTable(server)}\n`)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`scimulator: ${error.message}\n`)
    process.exitCode = 2
  }
}
