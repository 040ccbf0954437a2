import { type Logger, pino } from 'pino'
import { readyLine, readyTable } from './announce.ts'
import { type Config, isLoopback, readConfig } from './config/config.ts'
import { UsageError } from './config/usage-error.ts'
import { watchParent } from './lifecycle/parent-watch.ts'
import { type RunningServer, startServer } from './server.ts'

/** Runs the server of this process until a signal or the end of its parent. */
export async function start(): Promise<void> {
  // Databases and their journals hold people's data: for the owner only.
  process.umask(0o077)
  // Whoever read our output may be gone; that is no reason to fail.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
  try {
    const config = readConfig(process.argv.slice(2), process.env)
    const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
    const server = await startServer(config, logger, config.json ? {} : { onNewSignInLink: announceLink })
    endWith(server, config, logger)
    if (!isLoopback(config.host)) logger.warn({ host: config.host }, 'the server is reachable from other machines')
    process.stdout.write(`${config.json ? readyLine(server) : readyTable(server)}\n`)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`scimulator: ${error.message}\n`)
    process.exitCode = 2
  }
}

function announceLink(link: string): void {
  process.stdout.write(`  next sign in ${link}\n`)
}

function endWith(server: RunningServer, config: Config, logger: Logger): void {
  let ending = false
  const end = (reason: string): void => {
    // Ctrl-C in a terminal reaches us and our parent, which then stops us too: only a second Ctrl-C means at once.
    if (ending && reason === 'SIGINT') process.exit(1)
    if (ending) return
    ending = true
    logger.info({ reason }, 'stopping')
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'could not stop in order')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal))
  process.on('disconnect', () => end('parent gone'))
  watchParent(config.parentPid, () => end('parent gone'))
}
