import type { Directory, DirectoryGroup, Person } from '@scimulator/sim-kit'

const names = ['Zoë Ångström', "Seán O'Brien", 'José García', 'Ли Вань', 'Anna Müller', 'Jane Doe']

/** A directory of so many people in so many groups; some without title or department, the last one inactive. */
export function aDirectory(people: number, groups: number): Directory {
  const persons = Array.from({ length: people }, (_, index) => aPerson(index, people))
  return { people: persons, groups: Array.from({ length: groups }, (_, index) => aGroup(index, groups, people)) }
}

function aPerson(index: number, people: number): Person {
  const [givenName = '', familyName = ''] = (names[index % names.length] ?? '').split(' ')
  const userName = `person.${index}@Example.com`
  return {
    id: `p${index}`,
    userName,
    givenName,
    familyName,
    displayName: `${givenName} ${familyName}`,
    email: userName.toLowerCase(),
    ...(index % 3 === 0 ? {} : { title: `Engineer ${index}` }),
    ...(index % 2 === 0 ? { department: 'R&D' } : {}),
    ...(index % 4 === 2 ? { manager: 'p0' } : {}),
    active: people < 10 || index < people - 1,
  }
}

function aGroup(index: number, groups: number, people: number): DirectoryGroup {
  const members = Array.from({ length: people }, (_, person) => person).filter((person) => person % groups === index)
  return { id: `g${index}`, displayName: `Team "${index}"`, members: members.map((person) => `p${person}`) }
}
