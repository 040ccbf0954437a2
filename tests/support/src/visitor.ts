/** A page as it came. */
export interface Page {
  readonly status: number
  /** Where the browser was led in the end. */
  readonly url: string
  readonly headers: Headers
  readonly html: string
}

/** An answer of the API. */
export interface ApiAnswer {
  readonly status: number
  /** Undefined where there is none. */
  readonly body: unknown
}

/** Somebody at a browser of their own, by HTTP alone: keeps cookies, follows redirects, sends forms. */
export interface Visitor {
  open(url: string): Promise<Page>
  /** Sends the first POST form of a page with what stands in it, and with the button that is pressed. */
  submit(page: Page, pressed?: Readonly<Record<string, string>>): Promise<Page>
  /** Calls the API as the dashboard's own pages do. */
  api(method: string, path: string, body?: unknown): Promise<ApiAnswer>
}

const MAX_REDIRECTS = 10

/** A browser that has been nowhere yet. `home` is the origin of the server whose API it calls. */
export function createVisitor(home: string): Visitor {
  const cookies = createJar()

  async function go(url: string, init: { method?: string; body?: URLSearchParams; from?: string }): Promise<Page> {
    let [at, request] = [new URL(url), init]
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const { method = 'GET', body } = request
      const headers = { cookie: cookies.of(at), 'sec-fetch-site': siteOf(init.from, at), 'user-agent': 'Visitor' }
      const answer = await fetch(at, { method, headers, redirect: 'manual', ...(body ? { body } : {}) })
      cookies.take(at, answer.headers.getSetCookie())
      const location = answer.headers.get('location')
      const html = await answer.text()
      if (location === null) return { status: answer.status, url: at.href, headers: answer.headers, html }
      at = new URL(location, at)
      request = {}
    }
    throw new Error(`${url} redirects without end.`)
  }

  return {
    open: (url) => go(url, {}),
    submit(page, pressed = {}) {
      const { action, fields } = formOf(page)
      const body = new URLSearchParams({ ...fields, ...pressed })
      return go(action, { method: 'POST', body, from: page.url })
    },
    async api(method, path, body) {
      const url = new URL(path, home)
      const answer = await fetch(url, {
        method,
        headers: { cookie: cookies.of(url), 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      cookies.take(url, answer.headers.getSetCookie())
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
    },
  }
}

/** The POST form of a page: where it goes and its hidden fields. */
function formOf({ html, url }: Page): { action: string; fields: Record<string, string> } {
  const form = html.split('<form').find((part) => attributeOf(part, 'method') === 'post')
  if (form === undefined) throw new Error(`${url} has no form to send:\n${html}`)
  const inputs = form.split('<input ').slice(1)
  const hidden = inputs.filter((input) => attributeOf(` ${input}`, 'type') === 'hidden')
  const fields: Record<string, string> = {}
  for (const input of hidden) fields[attributeOf(` ${input}`, 'name')] = attributeOf(` ${input}`, 'value')
  return { action: new URL(attributeOf(form, 'action'), url).href, fields }
}

/** The value of an attribute in markup; empty where there is none. */
export function attributeOf(markup: string, name: string): string {
  const value = markup.split('>', 1)[0]?.split(` ${name}="`, 2)[1]?.split('"', 1)[0] ?? ''
  const plain = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
  return value.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => plain[entity as keyof typeof plain])
}

/** How a browser says where a request comes from: every port of a host is the same site. */
function siteOf(from: string | undefined, to: URL): string {
  if (from === undefined) return 'none'
  const { origin, hostname } = new URL(from)
  if (origin === to.origin) return 'same-origin'
  return hostname === to.hostname ? 'same-site' : 'cross-site'
}

interface Jar {
  of(url: URL): string
  take(url: URL, setCookies: readonly string[]): void
}

/** Cookies by host, as browsers keep them: ports do not matter, paths do. */
function createJar(): Jar {
  const kept = new Map<string, { host: string; path: string; pair: string }>()
  return {
    of: ({ hostname, pathname }) =>
      [...kept.values()]
        .filter(({ host, path }) => host === hostname && pathname.startsWith(path))
        .map(({ pair }) => pair)
        .join('; '),
    take({ hostname }, setCookies) {
      for (const text of setCookies) {
        const [pair = '', ...flags] = text.split('; ')
        const flag = (name: string): string | undefined =>
          flags.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1)
        const key = `${hostname} ${pair.split('=', 1)[0]}`
        if (flag('Max-Age') === '0') kept.delete(key)
        else kept.set(key, { host: hostname, path: flag('Path') ?? '/', pair })
      }
    },
  }
}
