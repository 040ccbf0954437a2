import type { ResponseForm, SignOnPerson, VendorPage } from '../sign-on.ts'
import { layout } from './layout.ts'
import { html, type Markup, nothing } from './markup.ts'

const MOST_SHOWN = 50

const MARKS: Readonly<Record<VendorPage['evidence']['mark'], string>> = {
  captured: 'as captured',
  'vendor-docs': 'as the vendor documents it',
  'other-guide': 'as others describe it',
  inferred: 'not known: neutral words',
}

/** The page a person is picked on. */
export interface Picker {
  readonly vendor: string
  /** Address of the page. */
  readonly action: string
  readonly serviceProvider: string
  readonly people: readonly SignOnPerson[]
  readonly search: string
}

/** The sign-in page: one picks a person, no password is asked. */
export function pickerPage({ vendor, action, serviceProvider, people, search }: Picker): string {
  const found = people.filter(({ person }) => matches(person, search))
  const shown = found.slice(0, MOST_SHOWN)
  const count = `${shown.length} of ${found.length} ${found.length === 1 ? 'person' : 'people'} shown.`
  const content = html`<p>Pick who signs in to ${serviceProvider}. No password is asked.</p>
<form class="search" method="get" action="${action}" role="search">
<label for="search">Find by name, user name or e-mail
<input id="search" name="search" type="search" value="${search}" maxlength="200"></label>
<button>Find</button>
</form>
<p class="quiet" role="status">${count}${found.length > shown.length ? ' Narrow the search to see the others.' : ''}</p>
<form method="post" action="${action}">
<ul class="people">
${shown.map(personButton)}
</ul>
</form>`
  return layout({ vendor, heading: `Sign in with ${vendor}`, content })
}

function personButton({ person, assigned }: SignOnPerson): Markup {
  const note = assigned ? nothing : html`<span class="quiet">The app is not assigned</span>`
  return html`<li><button name="person" value="${person.id}"><strong>${person.displayName}</strong>
<span>${person.userName}</span> ${note}</button></li>
`
}

function matches({ displayName, userName, email }: SignOnPerson['person'], search: string): boolean {
  const wanted = search.trim().toLowerCase()
  return [displayName, userName, email].some((text) => text.toLowerCase().includes(wanted))
}

/** The page that carries a response to the service provider, by itself or by its button. */
export function responsePage(
  vendor: string,
  { attributes, emptyRelayState }: ResponseForm,
  message: { readonly acsUrl: string; readonly response: string; readonly relayState: string | undefined },
): string {
  const relayState = message.relayState ?? (emptyRelayState ? '' : undefined)
  const named = Object.entries(attributes).map(([name, value]) => html` ${name}="${value}"`)
  const content = html`<form method="post" action="${message.acsUrl}"${named}>
${hidden('SAMLResponse', Buffer.from(message.response, 'utf8').toString('base64'))}
${relayState === undefined ? nothing : hidden('RelayState', relayState)}
<p>The answer goes to ${message.acsUrl}.</p>
<button>Continue</button>
</form>`
  return layout({ vendor, heading: 'Signing in', content, submits: true })
}

function hidden(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}">`
}

/** A page in the vendor's words, with how they are known. */
export function vendorPage(vendor: string, { heading, paragraphs, evidence }: VendorPage): string {
  const content = html`${paragraphs.map((text) => html`<p>${text}</p>\n`)}
<p class="quiet">Wording ${MARKS[evidence.mark]} (${evidence.source}).</p>`
  return layout({ vendor, heading, content })
}

/** A page in the simulator's own words. */
export function plainPage(vendor: string, heading: string, text: string): string {
  return layout({ vendor, heading, content: html`<p>${text}</p>` })
}
