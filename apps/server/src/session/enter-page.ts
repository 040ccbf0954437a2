import type { Team } from '../teams/team.ts'

/** Why a one-time link lets nobody in. */
export type EnterEnding = 'badLink' | 'inactive' | 'seats' | 'ssoRequired'

const WORDS: Readonly<Record<EnterEnding, { readonly title: string; readonly text: string }>> = {
  badLink: {
    title: 'This link opens nothing any more',
    text: 'It has been used, or its time is over. Ask whoever gave it to you for a new one.',
  },
  inactive: {
    title: 'You are not active in this team',
    text: 'What you made in the team is kept. If you should have access, ask an owner or admin of the team.',
  },
  seats: {
    title: 'The team has no free seat',
    text: 'Every seat of the team is taken. Ask an owner or admin of the team to free one.',
  },
  ssoRequired: {
    title: 'This team is entered by its identity provider',
    text: 'Links let nobody in here: sign in with your organisation.',
  },
}

/** The page of somebody whom a one-time link does not let in. It says nothing about anybody. */
export function enterPage(ending: EnterEnding, { name }: Team): string {
  const { title, text } = WORDS[ending]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/teams/${name}/saml/page.css"></head>
<body><main><h1>${title}</h1><p>${text}</p><p><a href="/teams/${name}/sign-in">Sign in to ${name}</a></p></main></body></html>
`
}
