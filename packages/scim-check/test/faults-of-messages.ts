import { answering, asks, type Fault, heading, hearing, refusing } from './broken-server.ts'
import { TOKEN } from './serve.ts'

const reads = asks('GET', /^\/(Users|Groups)\/./)

/** Rules of versions, errors, media types and credentials, broken one at a time. */
export const MESSAGE_FAULTS: readonly Fault[] = [
  {
    breaks: '/Me fails',
    rows: ['I-001', 'I-002', 'I-005', 'I-007'],
    when: (asked) => asked.path === '/Me' && asked.header('authorization') !== undefined,
    serve: refusing(500),
  },
  { breaks: 'no ETag on one resource', rows: ['D-005', 'S-046', 'V-002'], when: reads, serve: heading('etag') },
  {
    breaks: 'If-None-Match is ignored',
    rows: ['V-005', 'V-006', 'V-017'],
    when: (asked) => asked.header('if-none-match') !== undefined,
    serve: hearing('if-none-match'),
  },
  {
    breaks: 'If-Match is ignored on PUT and PATCH',
    rows: ['V-007'],
    when: (asked) => asked.header('if-match') !== undefined && asked.method !== 'DELETE',
    serve: hearing('if-match'),
  },
  {
    breaks: 'If-Match: * never matches',
    rows: ['V-010'],
    when: (asked) => asked.header('if-match') === '*',
    serve: refusing(412),
  },
  {
    breaks: 'the status of an error is a number',
    rows: ['E-001', 'E-003'],
    when: asks('POST', /^\/Users$/),
    serve: answering((body, _asked, { status }) => (status >= 400 ? { ...body, status } : body)),
  },
  {
    breaks: 'detail is a list',
    rows: ['E-002'],
    when: asks('POST', /^\/Users$/),
    serve: answering((body, _asked, { status }) => (status >= 400 ? { ...body, detail: [String(body.detail)] } : body)),
  },
  {
    breaks: 'an unknown endpoint answers in HTML',
    rows: ['E-003'],
    when: asks('.*', /^\/NoSuchEndpoint/),
    serve: async () => ({ status: 404, headers: [['content-type', 'text/html']], body: '<h1>Not found</h1>' }),
  },
  {
    breaks: 'invented keywords',
    rows: ['S-047', 'C-004', 'E-004', 'E-011', 'C-005'],
    when: asks('POST', /^\/Users$/),
    serve: answering((body) => (body.scimType === 'uniqueness' ? { ...body, scimType: 'duplicate' } : body)),
  },
  {
    breaks: 'answers are application/json',
    rows: ['H-001', 'H-003'],
    when: asks('.*', /^\/(Users|Groups)/),
    serve: heading('content-type', 'application/json'),
  },
  {
    breaks: 'Accept: application/json is refused',
    rows: ['H-002'],
    when: (asked) => asked.header('accept') === 'application/json',
    serve: refusing(406),
  },
  {
    breaks: 'a charset parameter is refused',
    rows: ['H-004'],
    when: (asked) => /charset/.test(asked.header('content-type') ?? ''),
    serve: refusing(415),
  },
  {
    breaks: 'a body of application/json is refused',
    rows: ['H-005'],
    when: (asked) => asked.header('content-type') === 'application/json',
    serve: refusing(415),
  },
  {
    breaks: 'a 401 without a challenge',
    rows: ['Z-002'],
    when: (asked) => asked.header('authorization') === undefined,
    serve: heading('www-authenticate'),
  },
  {
    breaks: 'the challenge is the bare word',
    rows: ['Z-003'],
    when: (asked) => asked.header('authorization') === undefined,
    serve: heading('www-authenticate', 'Bearer'),
  },
  {
    breaks: 'a token that is not valid: 403',
    rows: ['Z-004'],
    when: (asked) => /no-such-token/.test(asked.header('authorization') ?? ''),
    serve: refusing(403),
  },
  {
    breaks: 'the scheme is read by case',
    rows: ['Z-007'],
    when: (asked) => asked.header('authorization')?.startsWith('bearer') === true,
    serve: refusing(401),
  },
  {
    breaks: 'a token in the query counts',
    rows: ['Z-008'],
    when: (asked) => asked.query.get('access_token') === TOKEN,
    serve: hearing('authorization', `Bearer ${TOKEN}`),
  },
  {
    breaks: 'Users can be read without credentials',
    rows: ['Z-002', 'Z-008'],
    when: (asked) => asked.header('authorization') === undefined && asked.path.startsWith('/Users'),
    serve: hearing('authorization', `Bearer ${TOKEN}`),
  },
]
