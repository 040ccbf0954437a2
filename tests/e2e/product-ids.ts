import { globSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { projectRoot } from '@scimulator/tests-support'

const numbered = (letter: string, last: number): string[] =>
  Array.from({ length: last }, (_, index) => `${letter}${index + 1}`)

/** Every id of the product's rules: said by the article, supplied by its sister pages, implied by it. */
export const PRODUCT_IDS: readonly string[] = [...numbered('A', 16), ...numbered('S', 3), ...numbered('E', 30)]

// A title begins with the ids of what it shows, the project's own and those of other lists, and goes on as a sentence.
const TITLE = /(?:\(|^\s*)(['"`])((?:[A-Z]{1,3}-?\d{1,3} )+)\S/gm

const OTHERS: ReadonlySet<string> = new Set(['node_modules', 'dist'])

/** The product ids that stand in titles of tests, with the files, from the project's root, whose titles have them. */
export function titledIds(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const file of testFiles()) {
    for (const id of idsIn(readFileSync(join(projectRoot, file), 'utf8')))
      found.set(id, [...(found.get(id) ?? []), file])
  }
  return found
}

/** The product ids in the titles of a test file's text, each once. */
export function idsIn(text: string): Set<string> {
  const ids = [...text.matchAll(TITLE)].flatMap(([, , words = '']) => words.trim().split(' '))
  return new Set(ids.filter((id) => PRODUCT_IDS.includes(id)))
}

function testFiles(): string[] {
  const rooms = '{apps,packages,tests}/**/*.test.ts'
  const found = globSync(rooms, { cwd: projectRoot, exclude: ({ name }) => OTHERS.has(name), withFileTypes: true })
  return found
    .map(({ parentPath, name }) => relative(projectRoot, join(parentPath, name)).split(sep).join('/'))
    .toSorted()
}
