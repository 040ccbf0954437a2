import type { Directory, Person } from '../directory/directory.ts'
import { generateDirectory } from '../directory/generate.ts'
import type { FilePath } from './explain.ts'
import type { PersonInput, ScenarioFile } from './scenario-file.ts'

/** What is wrong with the people and groups of a scenario. */
export interface DirectoryProblem {
  readonly path: FilePath
  readonly message: string
}

/** The scenario's own directory; undefined where it plays with the run's. */
export function ownDirectory(file: Pick<ScenarioFile, 'id' | 'people' | 'groups' | 'directory'>): {
  readonly directory: Directory | undefined
  readonly problems: readonly DirectoryProblem[]
} {
  const { people, groups, directory } = file
  if (directory) return { directory: generateDirectory({ seed: file.id, ...directory }), problems: [] }
  if (!people) {
    const problems = groups ? [{ path: ['groups'], message: 'Groups need people of the scenario’s own.' }] : []
    return { directory: undefined, problems }
  }
  const problems: DirectoryProblem[] = []
  const ids = new Map<string, string>()
  for (const [index, { userName }] of people.entries()) {
    if (ids.has(userName.toLowerCase()))
      problems.push({ path: ['people', index, 'userName'], message: `${userName} is there twice.` })
    ids.set(userName.toLowerCase(), userName)
  }
  const find = (userName: string, path: FilePath): string => {
    const id = ids.get(userName.toLowerCase())
    if (id === undefined) problems.push({ path, message: `There is no ${JSON.stringify(userName)} among the people.` })
    return id ?? userName
  }
  const made: Directory = {
    people: people.map((input, index) => toPerson(input, (name) => find(name, ['people', index, 'manager']))),
    groups: (groups ?? []).map(({ displayName, members = [] }, index) => ({
      id: displayName,
      displayName,
      members: [...new Set(members.map((name, place) => find(name, ['groups', index, 'members', place])))],
    })),
  }
  for (const [index, { displayName }] of made.groups.entries()) {
    const first = made.groups.findIndex((group) => group.displayName.toLowerCase() === displayName.toLowerCase())
    if (first !== index) problems.push({ path: ['groups', index], message: `${displayName} is there twice.` })
  }
  return { directory: made, problems }
}

/** A person as a scenario states one; the userName is the directory id too. */
export function toPerson(input: PersonInput, idOf: (userName: string) => string): Person {
  const { userName, givenName, familyName, title, department, manager } = input
  return {
    id: userName,
    userName,
    givenName,
    familyName,
    displayName: input.displayName ?? `${givenName} ${familyName}`,
    email: input.email ?? userName,
    ...(title === undefined ? {} : { title }),
    ...(department === undefined ? {} : { department }),
    ...(manager === undefined ? {} : { manager: idOf(manager) }),
    active: input.active ?? true,
  }
}
