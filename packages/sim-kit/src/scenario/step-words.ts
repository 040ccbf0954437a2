import type { StepWord } from './scenario-file.ts'

/** What each step does, for whoever writes a file in an editor that reads its JSON Schema. */
export const aboutSteps: Readonly<Record<StepWord | 'repeat', string>> = {
  given: 'People whom the target has before: the scenario itself makes them, by a plain POST.',
  join: 'New people: so many that the seed makes up, or a list; `groups` puts each into so many groups.',
  leave: 'They lose the app: active becomes false.',
  return: 'Whoever left or was deleted comes back as the same person; `as: new` as somebody new of the same userName.',
  change:
    'New values of attributes. Placeholders: {userName} {local} {domain} {givenName} {familyName} {displayName} {email} {title} {department}.',
  delete: 'They are deleted from the directory, and leave every group.',
  createGroup: 'A new group.',
  renameGroup: 'Another displayName; {displayName} is the old one.',
  deleteGroup: 'The group is deleted from the directory.',
  addMembers: 'People come into a group; drawn are active people outside it.',
  removeMembers: 'People go out of a group; drawn are its members.',
  sync: 'The vendor follows all edits since it looked last; the first time it connects and provisions everybody.',
  newApp: 'The app integration is removed and made anew: the vendor remembers nothing of the target.',
  wait: 'Simulated time passes (s, m, h, d); then the vendor looks again.',
  act: 'The admin orders an action of the vendor’s console, by its id.',
  expect:
    'The target is read by GET and compared: everything (`synced`), people, or a group. The reading is no traffic of the vendor.',
  repeat: 'Steps that are played several times, drawn anew each time.',
}
