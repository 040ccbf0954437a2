import { type StartDocument, serveDocumentSchema } from '@scimulator/admin-api'
import open from 'open'
import { firstLine, startProgram } from '../child.ts'
import { dataFolder, findSimulators, type SimulatorApp, serverEntry } from '../workspace.ts'
import { openServerApi, type ServerApi } from './api.ts'
import { banner, type Running, runLine } from './banner.ts'
import { playDemo, waitForSimulators } from './demo-runs.ts'
import { type DemoTeam, demoTeams } from './demo-teams.ts'
import { readNextSignIns } from './next-sign-in.ts'
import { parseStartOptions, type StartOptions } from './options.ts'
import { Processes } from './processes.ts'
import { makeDemoLinks, setUpSignOn, signInTable } from './sign-ins.ts'

/** Runs the whole demo until a signal ends it. */
export async function start(args: readonly string[]): Promise<number> {
  const options = parseStartOptions(args)
  const folder = dataFolder()
  const simulators = findSimulators()
  const teams = demoTeams(simulators)
  const processes = new Processes()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => processes.interrupt())
  try {
    const running = await startServer(processes, options, folder, teams)
    const api = openServerApi(folder)
    if (!options.json) process.stdout.write(`${banner(running)}\n`)
    startSimulators(processes, simulators, api, folder)
    if (options.open && !options.json && process.stdout.isTTY) await open(running.signIn)
    await demonstrate(api, teams, simulators, running, options)
  } catch (error) {
    processes.stop()
    await processes.ended()
    if (processes.interrupted) return 0
    throw error
  }
  await processes.ended()
  if (processes.interrupted) return 0
  process.stderr.write('One of the programs ended, so all were stopped; its messages are above.\n')
  return 1
}

async function startServer(
  processes: Processes,
  options: StartOptions,
  folder: string,
  teams: readonly DemoTeam[],
): Promise<Running> {
  const child = startProgram(serverEntry, ['--demo', '--json', ...options.serverArgs], {
    env: {
      DATA_DIR: folder,
      SCIMULATOR_DEMO: JSON.stringify(teams),
      SCIMULATOR_ANNOUNCE_SIGN_IN: '1',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    },
    stdout: 'pipe',
  })
  const line = firstLine(child)
  const output = options.json ? process.stderr : process.stdout
  if (child.stdout) readNextSignIns(child.stdout, (link) => output.write(`Next sign-in link: ${link}\n`))
  processes.add(child)
  const { url, signIn, teams: printed } = serveDocumentSchema.parse(JSON.parse(await line))
  return { url, signIn, teams: printed }
}

function startSimulators(
  processes: Processes,
  simulators: readonly SimulatorApp[],
  api: ServerApi,
  folder: string,
): void {
  const env = {
    DATA_DIR: folder,
    SCIMULATOR_DASHBOARD_URL: api.file.url,
    SCIMULATOR_INGEST_TOKEN: api.file.ingestToken,
  }
  for (const { entry } of simulators) {
    const child = startProgram(entry, ['serve'], { env, stdout: 'pipe' })
    child.stdout?.resume()
    processes.add(child)
  }
}

async function demonstrate(
  api: ServerApi,
  teams: readonly DemoTeam[],
  simulators: readonly SimulatorApp[],
  running: Running,
  { json }: StartOptions,
): Promise<void> {
  const vendors = simulators.map(({ vendor }) => vendor)
  await waitForSimulators(api, vendors, 20_000)
  for (const complaint of await setUpSignOn(api, teams)) process.stderr.write(`${complaint}\n`)
  const signInLinks = await makeDemoLinks(api, teams)
  if (!json) process.stdout.write(`${signInTable(signInLinks)}\n`)
  const runs = await playDemo(api, teams, (run) => {
    if (!json) process.stdout.write(`${runLine(run, running.url)}\n`)
  })
  if (!json) return
  const document: StartDocument = {
    ...running,
    teams: [...running.teams],
    simulators: vendors,
    signInLinks,
    runs: runs.map(({ id, vendor, verdict }) => ({ id, vendor, verdict })),
  }
  process.stdout.write(`${JSON.stringify(document)}\n`)
}
