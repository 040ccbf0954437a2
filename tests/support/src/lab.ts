import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ServeDocument, serveDocumentSchema } from '@scimulator/admin-api'
import { endProcess, firstLine, spawnCli, spawnSimulator } from './programs.ts'
import { until } from './until.ts'
import { createVisitor, type Visitor } from './visitor.ts'

/** A team the lab's server begins with. Besides these people it has an owner, an admin and a member. */
export interface LabTeam {
  readonly team: string
  readonly displayName: string
  readonly vendor: string
  readonly people: readonly { readonly userName: string }[]
}

/** A server and the simulators of its teams' vendors, each a process of its own, on data that goes with them. */
export interface Lab {
  readonly url: string
  readonly teams: ServeDocument['teams']
  /** DATA_DIR of all of them. */
  readonly folder: string
  /** The link by which the operator signs in, once. */
  readonly signInLink: string
  /** A browser, signed in as the operator by that link. */
  operator(): Promise<Visitor>
  stop(): Promise<void>
}

/** Starts the server with these teams, and the simulators named, and waits until they know each other. */
export async function startLab(teams: readonly LabTeam[], simulators: readonly string[] = []): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'scimulator-lab-'))
  const env = { DATA_DIR: folder, LOG_LEVEL: 'silent' }
  const server = spawnCli(['serve', '--demo', '--port', '0', '--json'], {
    ...env,
    SCIMULATOR_DEMO: JSON.stringify(teams),
  })
  const programs = [server]
  const stop = async (): Promise<void> => {
    await Promise.all(programs.toReversed().map(endProcess))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const started = serveDocumentSchema.parse(JSON.parse(await firstLine(server)))
    const told = simulators.map((vendor) => spawnSimulator(vendor, env))
    programs.push(...told)
    await Promise.all(told.map(firstLine))
    const operator = async (): Promise<Visitor> => {
      const visitor = createVisitor(started.url)
      await visitor.open(started.signIn)
      await until(`${simulators.join(', ')} at the server`, async () => {
        const { body } = await visitor.api('GET', '/api/simulators')
        return Array.isArray(body) && body.length === simulators.length
      })
      return visitor
    }
    return { url: started.url, teams: started.teams, folder, signInLink: started.signIn, operator, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
