import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder. */
export const projectRoot: string = realpathSync(join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..'))

/** Entry file of the server. */
export const serverEntry: string = join(projectRoot, 'apps', 'server', 'src', 'main.ts')

/** A simulator as its folder declares it. */
export interface SimulatorApp {
  readonly vendor: string
  readonly aliases: readonly string[]
  readonly entry: string
  /** The team this vendor's demo provisions. */
  readonly demo: DemoDeclaration | undefined
}

/** The demo team a simulator's package.json declares under `sim.demo`. */
export interface DemoDeclaration {
  readonly team: string
  readonly displayName: string
}

/** Finds the simulators by their folders: every `apps/*-sim` whose package.json has a `sim` key. */
export function findSimulators(root: string = projectRoot): SimulatorApp[] {
  const apps = join(root, 'apps')
  return readdirSync(apps)
    .filter((name) => name.endsWith('-sim'))
    .sort(byDeclaredOrder(apps))
    .flatMap((name) => {
      const sim = readSimKey(join(apps, name))
      if (!sim) return []
      return [
        { vendor: sim.vendor, aliases: sim.aliases ?? [], entry: join(apps, name, 'src', 'main.ts'), demo: sim.demo },
      ]
    })
}

interface SimKey {
  readonly vendor: string
  readonly order?: number
  readonly aliases?: readonly string[]
  readonly demo?: DemoDeclaration
}

function readSimKey(folder: string): SimKey | undefined {
  // A file of this repository, checked by the tests.
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { sim?: SimKey }
  return manifest.sim
}

function byDeclaredOrder(apps: string): (a: string, b: string) => number {
  const order = (name: string): number => readSimKey(join(apps, name))?.order ?? Number.MAX_SAFE_INTEGER
  return (a, b) => order(a) - order(b) || a.localeCompare(b)
}

/** The folder for data: DATA_DIR from where the user called, else `.data` in the project. */
export function dataFolder(): string {
  const given = process.env.DATA_DIR
  if (given === ':memory:') throw new Error('DATA_DIR must be a folder here: :memory: is for "serve --data :memory:".')
  return given ? resolve(given) : join(projectRoot, '.data')
}
