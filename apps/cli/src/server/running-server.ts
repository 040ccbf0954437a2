import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiErrorSchema, type DashboardFile, dashboardFileSchema } from '@scimulator/admin-api'
import type { z } from 'zod'

/** A running server as its own programs reach it. */
export interface RunningServer {
  readonly file: DashboardFile
  get<Schema extends z.ZodType>(path: string, answer: Schema): Promise<z.infer<Schema>>
  /** A change that is answered with what is so now. */
  send<Schema extends z.ZodType>(
    method: 'POST' | 'PATCH' | 'PUT',
    path: string,
    body: unknown,
    answer: Schema,
  ): Promise<z.infer<Schema>>
  /** A change that is answered with nothing. */
  change(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<void>
}

/** The server refuses: it has said why in one sentence. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Opens the server that wrote `DATA_DIR/dashboard.json`. @throws Error with one clear line when there is none. */
export function openRunningServer(dataFolder: string): RunningServer {
  const file = readFile(dataFolder)

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, file.url), {
      method,
      headers: { authorization: `Bearer ${file.ingestToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new Error(`The server at ${file.url} does not answer: is it still running?`, { cause })
    })
    const text = await response.text()
    if (!response.ok) throw new Refused(response.status, reasonOf(text) ?? `${path} answered ${response.status}.`)
    return text === '' ? undefined : JSON.parse(text)
  }

  return {
    file,
    get: async (path, answer) => answer.parse(await call('GET', path)),
    send: async (method, path, body, answer) => answer.parse(await call(method, path, body)),
    async change(method, path, body) {
      await call(method, path, body)
    },
  }
}

function readFile(dataFolder: string): DashboardFile {
  const path = join(dataFolder, 'dashboard.json')
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Error(`No server runs on ${dataFolder}. Start one, or name its folder by DATA_DIR.`, { cause })
  }
  const parsed = dashboardFileSchema.safeParse(parse(text))
  if (!parsed.success) throw new Error(`${path} is not what a running server writes.`)
  return parsed.data
}

function reasonOf(text: string): string | undefined {
  return apiErrorSchema.safeParse(parse(text)).data?.error.message
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
