import { type Document, isMap, isScalar } from 'yaml'
import { readYaml } from '../cli/read-yaml.ts'
import { unknownWord } from '../nearest.ts'
import { explain, type FilePath } from './explain.ts'
import { scenarioFileSchema } from './format.ts'
import type { ScenarioFile } from './scenario-file.ts'

/** Something wrong in a scenario file, by 1-based line and column. */
export interface ScenarioProblem {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** What a scenario file holds; with any problem, nothing may be sent. */
export interface ReadScenario {
  readonly file: ScenarioFile | undefined
  readonly problems: readonly ScenarioProblem[]
  /** Where the value at a path stands. */
  place(path: FilePath): { readonly line: number; readonly column: number }
}

/** Reads a scenario file in YAML and checks its form. */
export function readScenario(text: string): ReadScenario {
  const { document, value, problems: syntax, at } = readYaml(text)
  const place: ReadScenario['place'] = (path) => at(offsetOf(document, path))
  if (syntax.length > 0)
    return { file: undefined, problems: syntax.map(({ offset, message }) => ({ ...at(offset), message })), place }
  const parsed = scenarioFileSchema.safeParse(value)
  const found = parsed.success ? checkReferences(parsed.data) : explain(parsed.error.issues, value)
  const problems = found.map(({ path, key, message }) => ({
    ...at(key === undefined ? offsetOf(document, path) : keyOffset(document, path, key)),
    message,
  }))
  problems.sort((a, b) => a.line - b.line || a.column - b.column)
  const different = [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
  return { file: parsed.success && problems.length === 0 ? parsed.data : undefined, problems: different, place }
}

/** Every `$name` of a step is an option of the file. */
function checkReferences(file: ScenarioFile): { path: FilePath; key?: string; message: string }[] {
  const options = Object.keys(file.options ?? {})
  const problems: { path: FilePath; key?: string; message: string }[] = []
  const walk = (value: unknown, path: FilePath): void => {
    if (typeof value === 'string' && /^\$[a-zA-Z][a-zA-Z0-9-]*$/.test(value)) {
      const name = value.slice(1)
      if (!options.includes(name)) problems.push({ path, message: unknownWord('Option', name, options) })
    } else if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, index])
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key])
  }
  walk(file.steps, ['steps'])
  if (file.directory && (file.people || file.groups))
    problems.push({
      path: [],
      key: 'directory',
      message: 'A scenario has people and groups, or a generated directory.',
    })
  return problems
}

function offsetOf(document: Document, path: FilePath): number {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    const start = startOf(node)
    if (start !== undefined) return start
  }
  return 0
}

function keyOffset(document: Document, path: FilePath, key: string): number {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true)
  const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined
  return startOf(pair?.key) ?? offsetOf(document, path)
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined
  return Array.isArray(node.range) && typeof node.range[0] === 'number' ? node.range[0] : undefined
}
