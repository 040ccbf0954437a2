import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Team } from '../../teams/team.ts'

/** Why somebody is not let in, as far as they are told. */
export type Ending = 'failed' | 'inactive' | 'unknown' | 'full' | 'notSetUp'

/** The style of the pages. */
export const PAGE_CSS: string = readFileSync(fileURLToPath(new URL('page.css', import.meta.url)), 'utf8')

interface Words {
  readonly title: string
  readonly text: string
  readonly again: boolean
}

function wordsOf(ending: Ending, team: string): Words {
  switch (ending) {
    case 'failed':
      return {
        title: `Signing in to ${team} did not work`,
        text: 'Try again. If it goes on, give the reference to an admin of the team, who can see what was wrong.',
        again: true,
      }
    case 'inactive':
      return {
        title: `You are no longer in the team ${team}`,
        text: 'What you made in the team is kept. If you should have access, ask an owner or admin of the team.',
        again: false,
      }
    case 'unknown':
      return {
        title: `You are not a member of ${team}`,
        text: 'Your organisation knows you, but this team does not. Ask an owner or admin of the team to add you.',
        again: false,
      }
    case 'full':
      return {
        title: `${team} has no free seat`,
        text: 'Every seat of the team is taken. Ask an owner or admin of the team to free one.',
        again: false,
      }
    case 'notSetUp':
      return {
        title: `${team} has no single sign-on`,
        text: 'Nobody has set up an identity provider for this team. Ask an owner or admin of the team.',
        again: false,
      }
  }
}

/** The page of somebody who is not let in. Nothing in it comes from the message that was refused. */
export function refusalPage(ending: Ending, team: Team, reference?: string): string {
  const { title, text, again } = wordsOf(ending, escapeHtml(team.displayName))
  const link = again ? `<p><a href="/teams/${team.name}/saml/sign-in">Try again</a></p>` : ''
  const number = reference === undefined ? '' : `<p class="reference">Reference <code>${reference}</code></p>`
  return page(team, title, `<p>${text}</p>${link}${number}`)
}

const SCRIPT = 'document.forms[0].submit()'

/** The policy of the page that repeats a POST: its one script, and nothing else. */
export const REPEAT_POLICY: string = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`,
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The page that sends the identity provider's answer once more, from our own site, where the browser adds its cookie. */
export function repeatPage(team: Team, samlResponse: string): string {
  return page(
    team,
    `Signing in to ${escapeHtml(team.displayName)}`,
    `<form method="post" action="/teams/${team.name}/saml/acs">
<input type="hidden" name="SAMLResponse" value="${escapeHtml(samlResponse)}">
<input type="hidden" name="repeated" value="1">
<button>Continue</button></form><script>${SCRIPT}</script>`,
  )
}

/**
 * The page that goes on to an address of our own. A redirect would still belong to the form that brought the browser here,
 * and the identity provider's policy for forms may forbid where it leads in the end.
 */
export function goOnPage(team: Team, path: string): string {
  const address = escapeHtml(path)
  const title = `Signing in to ${escapeHtml(team.displayName)}`
  const refresh = `<meta http-equiv="refresh" content="0; url=${address}">`
  return page(team, title, `<p><a href="${address}">Continue</a></p>`, refresh)
}

function page(team: Team, title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">${head}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/teams/${team.name}/saml/page.css"></head>
<body><main><h1>${title}</h1>${body}</main></body></html>
`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
