import { constants, open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../errors.ts'

const MEGABYTE = 1024 * 1024
/** A pipe that nobody writes to shall not be waited for; Windows knows no such flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Reads a text file a person named, up to so many megabytes. @throws UsageError that says what is wrong with it. */
export async function readText(file: string, cwd: string, megabytes: number): Promise<string> {
  const opened = await open(resolve(cwd, file), FLAGS).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  try {
    const stats = await opened.stat()
    if (!stats.isFile()) throw new UsageError(`${file} is no file.`)
    if (stats.size > megabytes * MEGABYTE) throw new UsageError(`${file} is larger than ${megabytes} MB.`)
    return new TextDecoder('utf-8', { fatal: true }).decode(await opened.readFile())
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${file} is no UTF-8 text file.`, { cause: error })
  } finally {
    await opened.close()
  }
}
