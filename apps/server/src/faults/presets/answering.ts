import { GROUP_SCHEMA } from '@scimulator/scim-core'
import { htmlPage, isRead, objectOf, scimError } from '../asked.ts'
import { withMember } from '../names.ts'
import { type Defect, keeping, nothing, resourceOf } from './preset.ts'

/** Defects of methods and answers. */
export const ANSWERING_DEFECTS: readonly Defect[] = [
  {
    id: 'patch-unsupported',
    summary: 'PATCH is not implemented: 501',
    serve: async (asked, ask) => (asked.method === 'PATCH' ? scimError(501, 'PATCH is not supported.') : ask(asked)),
  },
  {
    id: 'empty-success',
    summary: 'A write that succeeds is answered 200 with an empty body',
    async serve(asked, ask) {
      const answer = await ask(asked)
      const isWrite = !isRead(asked) && asked.method !== 'DELETE'
      return isWrite && answer.status < 300 ? { ...answer, status: 200, ...nothing } : answer
    },
  },
  {
    id: 'create-200',
    summary: 'A resource that was made is answered 200 instead of 201',
    async serve(asked, ask) {
      const answer = await ask(asked)
      return answer.status === 201 ? { ...answer, status: 200 } : answer
    },
  },
  {
    id: 'delete-unsupported',
    summary: 'DELETE is answered 405',
    serve: async (asked, ask) => (asked.method === 'DELETE' ? scimError(405, 'DELETE is not supported.') : ask(asked)),
  },
  {
    id: 'html-errors',
    summary: 'Errors are web pages, not SCIM errors',
    async serve(asked, ask) {
      const answer = await ask(asked)
      return answer.status < 400 ? answer : htmlPage(answer.status, 'Error')
    },
  },
  {
    id: 'plain-json',
    summary: 'Answers say application/json instead of application/scim+json',
    async serve(asked, ask) {
      const answer = await ask(asked)
      return 'content-type' in answer.headers
        ? { ...answer, headers: { ...answer.headers, 'content-type': 'application/json; charset=utf-8' } }
        : answer
    },
  },
  {
    id: 'conflict-500',
    summary: 'A userName or displayName that is taken is answered 500 instead of 409',
    async serve(asked, ask) {
      const answer = await ask(asked)
      const isTaken = answer.status === 409 && objectOf(answer.body)?.scimType === 'uniqueness'
      return isTaken ? scimError(500, 'duplicate key value violates unique constraint') : answer
    },
  },
  {
    id: 'groups-unsupported',
    summary: 'There are no groups: /Groups is answered 404',
    async serve(asked, ask) {
      const [type] = resourceOf(asked)
      if (type === 'Groups') return scimError(404, 'There is nothing here.')
      const answer = await ask(asked)
      return type === ''
        ? keeping(answer, ({ schemas }) => !Array.isArray(schemas) || !schemas.includes(GROUP_SCHEMA))
        : answer
    },
  },
  {
    id: 'id-changes',
    summary: 'A user gets another id whenever the profile is replaced',
    async serve(asked, ask) {
      const [type, id] = resourceOf(asked)
      const answer = await ask(asked)
      if (type !== 'Users' || id === undefined || asked.method !== 'PUT' || answer.status !== 200) return answer
      const body = objectOf(asked.body) ?? {}
      await ask({ ...asked, method: 'DELETE', search: '', body: '' })
      const again = {
        ...asked,
        method: 'POST',
        path: '/Users',
        search: '',
        body: JSON.stringify(withMember(body, 'id', null)),
      }
      const made = await ask(again)
      return made.status === 201 ? { ...made, status: 200 } : made
    },
  },
]
