import { type Asked, answering, asks, type Fault, hearing, querying, refusing, taking } from './broken-server.ts'
import { TOKEN } from './serve.ts'

const lists = asks('GET', /^\/(Users|Groups)$/)
const cursorOf = ({ query }: Asked): string | null => query.get('cursor')
const isFirst = (asked: Asked): boolean => lists(asked) && cursorOf(asked) === ''
const isLater = (asked: Asked): boolean => lists(asked) && (cursorOf(asked) ?? '') !== ''

/** Rules of paging with cursors, broken one at a time. */
export const CURSOR_FAULTS: readonly Fault[] = [
  {
    breaks: 'a cursor without a value is not seen',
    rows: ['K-001'],
    when: isFirst,
    serve: (request, next) => next({ ...request, url: request.url.replace(/[?&]cursor$/, '') }),
  },
  {
    breaks: 'a cursor has characters that need encoding',
    rows: ['K-002', 'K-003', 'K-004', 'K-015'],
    when: (asked) => asked.query.has('cursor'),
    serve: answering((body) => (body.nextCursor === undefined ? body : { ...body, nextCursor: 'a+/=' })),
  },
  {
    breaks: 'the first page has a previousCursor',
    rows: ['K-003'],
    when: isFirst,
    serve: answering((body) => ({ ...body, previousCursor: 'none' })),
  },
  {
    breaks: 'a cursor nobody gave out begins again',
    rows: ['K-006', 'K-020'],
    when: isLater,
    async serve(request, next, asked) {
      const response = await next(request)
      const isForged = /"invalidCursor"/.test(response.body) && !asked.query.has('startIndex')
      return isForged ? await querying((query) => query.set('cursor', ''))(request, next, asked) : response
    },
  },
  {
    breaks: 'count may change between pages',
    rows: ['K-008'],
    when: (asked) => isLater(asked) && asked.query.get('count') === '7',
    serve: querying((query) => query.set('count', '1')),
  },
  {
    breaks: 'a count below 0 is refused in a walk',
    rows: ['K-009'],
    when: (asked) => isFirst(asked) && asked.query.get('count') === '-1',
    serve: refusing(400, 'invalidCount'),
  },
  {
    breaks: 'queries that name no method get cursors',
    rows: ['K-012'],
    when: (asked) => lists(asked) && /^nickName eq/.test(asked.query.get('filter') ?? '') && isBare(asked),
    serve: querying((query) => query.set('cursor', '')),
  },
  {
    breaks: 'pages of a walk are not sorted',
    rows: ['K-015'],
    when: (asked) => asked.query.has('cursor') && asked.query.has('sortBy'),
    serve: querying((query) => query.delete('sortBy')),
  },
  {
    breaks: '.search has no cursors',
    rows: ['K-016'],
    when: (asked) => asks('POST', /\/\.search$/)(asked) && asked.body.cursor !== undefined,
    serve: taking(({ cursor: _left, ...body }) => body),
  },
  {
    breaks: 'pagination is announced in part',
    rows: ['D-022', 'K-017'],
    when: asks('GET', /^\/ServiceProviderConfig$/),
    serve: answering((body) => ({ ...body, pagination: { cursor: true } })),
  },
  {
    breaks: 'a cursor stands for credentials',
    rows: ['K-018'],
    when: (asked) => isLater(asked) && asked.header('authorization') !== `Bearer ${TOKEN}`,
    serve: hearing('authorization', `Bearer ${TOKEN}`),
  },
  {
    breaks: 'cursors can be read',
    rows: ['K-004', 'K-020'],
    when: (asked) => asked.query.has('cursor'),
    serve: async (request, next, asked) => {
      const open = querying((query) => {
        const [, inner] = /^\{(.*)\}$/.exec(query.get('cursor') ?? '') ?? []
        if (inner !== undefined) query.set('cursor', inner)
      })
      const wrap = answering((body) =>
        body.nextCursor === undefined ? body : { ...body, nextCursor: `{${String(body.nextCursor)}}` },
      )
      return await wrap(request, (inner) => open(inner, next, asked), asked)
    },
  },
]

function isBare({ query }: Asked): boolean {
  return query.get('count') === '1' && !query.has('cursor') && !query.has('startIndex')
}
