/** What a code in the address stands for. Whatever else stands there is not shown. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['failed', 'Signing in did not work. Try again; if it goes on, ask an owner or admin of the team.'],
  [
    'inactive',
    'You are no longer in this team. What you made in it is kept. If you should have access, ask an owner or admin of the team.',
  ],
  ['unknown', 'Your organisation knows you, but this team does not. Ask an owner or admin of the team to add you.'],
  ['full', 'Every seat of the team is taken. Ask an owner or admin of the team to free one.'],
  ['seats', 'Every seat of the team is taken. Ask an owner or admin of the team to free one.'],
  ['notSetUp', 'Nobody has set up an identity provider for this team.'],
  ['badLink', 'The link has been used, or its time is over. Ask whoever gave it to you for a new one.'],
  ['ssoRequired', 'Links let nobody into this team: sign in with your organisation.'],
  ['signedOut', 'You are signed out of this team.'],
])

/** What happened, in fixed words; null when there is nothing known to say. */
export function refusalWords(code: string | undefined): string | null {
  return code === undefined ? null : (WORDS.get(code) ?? null)
}
