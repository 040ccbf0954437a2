import { isJsonObject } from '@scimulator/scim-core'
import { asks, type Fault, operating, patchesWith, refusing, showing, taking, turning } from './broken-server.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const makesByText: Fault['when'] = (asked) => asks('POST', /^\/Users$/)(asked) && typeof asked.body.active === 'string'
const patchesByText = patchesWith(({ path, value }) => path === 'active' && typeof value === 'string')

/** What holds under a tolerance too, broken one at a time on a server that announces every tolerance. */
export const TOLERANCE_FAULTS: readonly Fault[] = [
  {
    breaks: 'a boolean that is made of a text is answered as text',
    rows: ['S-012'],
    when: makesByText,
    serve: showing((user, { body }) => ({ ...user, active: body.active ?? null })),
  },
  {
    breaks: 'the text "False" is truthy',
    rows: ['S-012'],
    when: makesByText,
    serve: taking((body) => ({ ...body, active: true })),
  },
  {
    breaks: 'what is made of a text is answered with 200',
    rows: [],
    when: makesByText,
    serve: turning(201, 200),
  },
  {
    breaks: 'what is made of a text is answered with nothing',
    rows: [],
    when: makesByText,
    serve: async (request, next) => ({ ...(await next(request)), status: 200, body: '' }),
  },
  {
    breaks: 'a text for a boolean is too much',
    rows: ['E-020', 'S-012'],
    when: makesByText,
    serve: refusing(500),
  },
  {
    breaks: 'a text that a PATCH sets is truthy',
    rows: ['M-054'],
    when: patchesByText,
    serve: operating((operation) => [{ ...operation, value: true }]),
  },
  {
    breaks: 'inactive Users are shown with a text',
    rows: ['M-054', 'S-012', 'S-070'],
    when: asks('GET', /^\/Users\/./),
    serve: showing((user) => (user.active === false ? { ...user, active: 'False' } : user)),
  },
  {
    breaks: 'the manager is shown as a text',
    rows: ['S-056'],
    when: asks('GET', /^\/Users\/./),
    serve: showing((user) => {
      const extension = user[ENTERPRISE]
      if (!isJsonObject(extension) || !isJsonObject(extension.manager)) return user
      return { ...user, [ENTERPRISE]: { ...extension, manager: extension.manager.value ?? null } }
    }),
  },
  {
    breaks: 'the value of a remove is not looked at',
    rows: ['M-038'],
    when: patchesWith(({ op, path }) => op === 'remove' && path === 'members'),
    serve: operating(({ value: _all, ...operation }) => [operation]),
  },
]
