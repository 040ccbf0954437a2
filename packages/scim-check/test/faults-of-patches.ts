import { type JsonObject, PATCH_OP } from '@scimulator/scim-core'
import { asks, type Fault, operating, patchesWith, pretending, refusing, turning } from './broken-server.ts'

const patches = asks('PATCH', /^\/(Users|Groups)\/./)

/** Rules of PATCH, broken one at a time. */
export const PATCH_FAULTS: readonly Fault[] = [
  {
    breaks: 'a PATCH without operations succeeds',
    rows: ['M-003'],
    when: (asked) => patches(asked) && asked.operations.length === 0,
    serve: pretending(204),
  },
  {
    breaks: 'remove without a path: invalidPath',
    rows: ['M-006', 'E-009'],
    when: (asked) => patches(asked) && asked.operations.length === 1 && isBareRemove(asked.operations[0]),
    serve: refusing(400, 'invalidPath'),
  },
  {
    breaks: 'operations are not one change',
    rows: ['M-012'],
    when: (asked) => patches(asked) && asked.operations.length > 1,
    async serve(request, next, { operations }) {
      let response = await next(request)
      for (const operation of operations) {
        response = await next({ ...request, body: JSON.stringify({ schemas: [PATCH_OP], Operations: [operation] }) })
        if (response.status >= 400) break
      }
      return response
    },
  },
  {
    breaks: 'add replaces lists',
    rows: ['M-011', 'M-016', 'M-017'],
    when: patchesWith(({ op, path }) => op === 'add' && path === 'emails'),
    serve: operating((operation) => [{ ...operation, op: 'replace' }]),
  },
  {
    breaks: 'read-only attributes are ignored in a PATCH',
    rows: ['M-025', 'M-037'],
    when: patchesWith(({ path }) => path === 'id' || String(path).startsWith('meta')),
    serve: pretending(204),
  },
  {
    breaks: 'the filter of remove is ignored',
    rows: ['M-033', 'M-035', 'S-052'],
    when: patchesWith(({ op, path }) => op === 'remove' && String(path).startsWith('members[')),
    serve: operating((operation) => [{ ...operation, path: 'members' }]),
  },
  {
    breaks: 'replace drops the sub-attributes that are not given',
    rows: ['M-043'],
    when: patchesWith(({ op, path }) => op === 'replace' && path === 'name'),
    serve: operating((operation) => [{ op: 'remove', path: 'name' }, operation]),
  },
  {
    breaks: 'replace that selects nothing succeeds',
    rows: ['M-047'],
    when: patchesWith(({ op, path }) => op === 'replace' && String(path).includes('[')),
    serve: async (request, next) => {
      const response = await next(request)
      return /"noTarget"/.test(response.body) ? { ...response, status: 204, body: '' } : response
    },
  },
  {
    breaks: 'two elements stay primary',
    rows: ['M-051'],
    when: patchesWith(({ path }) => path === 'emails[type eq "home"].primary'),
    serve: pretending(204),
  },
  {
    breaks: 'PATCH of an unknown id: 204',
    rows: ['M-058', 'X-002'],
    when: patches,
    serve: turning(404, 204),
  },
  {
    breaks: 'PATCH with attributes: 204',
    rows: ['A-015'],
    when: (asked) => patches(asked) && asked.query.has('attributes'),
    serve: async (request, next) => ({ ...(await next(request)), status: 204, body: '' }),
  },
  {
    breaks: 'adding a member again is refused',
    rows: ['M-018', 'S-065'],
    when: patchesWith(({ op, path }) => op === 'add' && path === 'members'),
    serve: async (request, next, asked) => {
      const before = await next({ ...request, method: 'GET', body: undefined })
      const isThere = JSON.stringify(asked.operations).match(/"value":"([^"]+)"/)?.[1]
      return isThere !== undefined && before.body.includes(isThere)
        ? await refusing(409, 'uniqueness')(request, next, asked)
        : await next(request)
    },
  },
  {
    breaks: 'more than 100 members at once are refused',
    rows: ['S-052'],
    when: patchesWith(({ value }) => Array.isArray(value) && value.length > 100),
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'of many members the first 100 are kept',
    rows: ['S-052'],
    when: patchesWith(({ value }) => Array.isArray(value) && value.length > 100),
    serve: operating(({ value, ...operation }) => [
      { ...operation, value: Array.isArray(value) ? value.slice(0, 100) : null },
    ]),
  },
]

function isBareRemove(operation: JsonObject | undefined): boolean {
  return operation?.op === 'remove' && operation.path === undefined
}
