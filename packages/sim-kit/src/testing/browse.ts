/** A page as it came. */
export interface BrowsedPage {
  readonly status: number
  readonly url: string
  readonly headers: Headers
  readonly html: string
}

/** The form of a page: where it goes, and what it carries. */
export interface BrowsedForm {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

/** Opens a page as a browser does that follows a link or sends a form from elsewhere. */
export async function open(url: string, form?: Readonly<Record<string, string>>): Promise<BrowsedPage> {
  return toPage(
    await fetch(url, {
      headers: { 'sec-fetch-site': 'cross-site' },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    }),
  )
}

/** Picks a person on the sign-in page, by user name. */
export async function pick(page: BrowsedPage, userName: string): Promise<BrowsedPage> {
  const button = page.html.split('<button').find((part) => part.includes(`<span>${userName}</span>`))
  const person = unescapeMarkup(attributeOf(button ?? '', 'value') ?? '')
  if (person === '') throw new Error(`${userName} is not on the page:\n${page.html}`)
  const headers = { 'sec-fetch-site': 'same-origin' }
  return toPage(await fetch(page.url, { method: 'POST', headers, body: new URLSearchParams({ person }) }))
}

/** Reads the form of a page that carries a response. */
export function formOf({ html }: BrowsedPage): BrowsedForm {
  const inputs = html.split('<input type="hidden"').slice(1)
  const fields = inputs.map((input): [string, string] => [
    attributeOf(input, 'name') ?? '',
    unescapeMarkup(attributeOf(input, 'value') ?? ''),
  ])
  const form = html.slice(html.indexOf('<form'))
  return { action: unescapeMarkup(attributeOf(form, 'action') ?? ''), fields: Object.fromEntries<string>(fields) }
}

/** The XML in the form of a page. */
export function responseOf(page: BrowsedPage): string {
  return Buffer.from(formOf(page).fields.SAMLResponse ?? '', 'base64').toString('utf8')
}

async function toPage(response: Response): Promise<BrowsedPage> {
  return { status: response.status, url: response.url, headers: response.headers, html: await response.text() }
}

function attributeOf(markup: string, name: string): string | undefined {
  return markup.split(` ${name}="`, 2)[1]?.split('"', 1)[0]
}

function unescapeMarkup(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
