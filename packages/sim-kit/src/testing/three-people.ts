/** Head of a scenario file. */
export const head = 'id: x\nsummary: a test\n'
/** Three people of a scenario's own, two of them in a group; the steps begin in line 9. */
export const people = `people:
  - { userName: ann@example.com, givenName: Ann, familyName: Lee, department: Sales }
  - { userName: bob@example.com, givenName: Bob, familyName: Ray, department: Sales }
  - { userName: cy@example.com, givenName: Cy, familyName: Fox }
groups:
  - { displayName: Team, members: [ann@example.com, bob@example.com] }
`
