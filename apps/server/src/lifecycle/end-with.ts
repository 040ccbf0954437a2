import type { Logger } from 'pino'

/** The part of a process that says when to end, and ends. */
export interface EndingProcess {
  on(event: string, listener: (argument: unknown) => void): unknown
  exit(code: number): void
}

/**
 * Ends the server in order, and then the process, at a signal, when the parent goes, or at a failure nobody has caught:
 * what the process would do after that is unknown. The code is 0 but after a failure. Call the result to end it for
 * another reason.
 */
export function endWith(
  server: { close(): Promise<void> },
  logger: Logger,
  owner: EndingProcess,
): (reason: string) => void {
  let ending = false
  const end = (reason: string, code: number): void => {
    // Ctrl-C in a terminal reaches us and our parent, which then stops us too: only a second Ctrl-C means at once.
    if (ending && (reason === 'SIGINT' || code !== 0)) owner.exit(1)
    if (ending) return
    ending = true
    logger.info({ reason }, 'stopping')
    server.close().then(
      () => owner.exit(code),
      (error: unknown) => {
        logger.error({ err: error }, 'could not stop in order')
        owner.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) owner.on(signal, () => end(signal, 0))
  owner.on('disconnect', () => end('parent gone', 0))
  // A rejection that nobody handles arrives here as well.
  owner.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'unforeseen failure')
    end('failure', 1)
  })
  return (reason) => end(reason, 0)
}
