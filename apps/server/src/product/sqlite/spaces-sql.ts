import { compareKey } from '@scimulator/scim-core'
import type {
  DocumentRecord,
  DocumentView,
  PersonAt,
  SpaceReader,
  SpaceRecord,
  SpaceView,
  SpaceWriter,
} from '../records/spaces.ts'
import type { RunSql, Values } from './sql.ts'

const IS_IN = (space: string): string =>
  `exists (select 1 from product_space_person p where p.team = @teamId and p.space = ${space} and p.person = @viewerId)`

const SPACES = `select s.team as teamId, s.id, s.name, s.kind, s.changed_at as changedAt, ${IS_IN('s.id')} as isIn,
    (select count(*) from product_document d where d.team = s.team and d.space = s.id) as documents
  from product_space s where s.team = @teamId`

const DOCUMENTS = `select d.team as teamId, d.id, d.space as spaceId, d.title, d.body, d.owner as ownerId,
    d.created_at as createdAt, d.changed_at as changedAt, m.display_name as ownerName, m.state as ownerState,
    s.kind as spaceKind, ${IS_IN('d.space')} as isIn,
    exists (select 1 from product_share h where h.team = d.team and h.document = d.id and h.person = @viewerId) as isShared
  from product_document d
  join product_space s on s.team = d.team and s.id = d.space
  left join product_membership m on m.team = d.team and m.person = d.owner
  where d.team = @teamId`

type Stored<View, Flags extends keyof View> = Omit<View, Flags> & Readonly<Record<Flags, number>>

const toSpace = (row: Stored<SpaceView, 'isIn'>): SpaceView => ({ ...row, isIn: row.isIn === 1 })
const toDocument = (row: Stored<DocumentView, 'isIn' | 'isShared'>): DocumentView => ({
  ...row,
  isIn: row.isIn === 1,
  isShared: row.isShared === 1,
})

/** Reads spaces and documents. */
export function createSpaceReader(run: RunSql): SpaceReader {
  const spaces = (more: string, values: Values): Promise<SpaceView[]> =>
    run((sql) => sql.all<Stored<SpaceView, 'isIn'>>(SPACES + more, values).map(toSpace))
  const documents = (more: string, values: Values): Promise<DocumentView[]> =>
    run((sql) => sql.all<Stored<DocumentView, 'isIn' | 'isShared'>>(DOCUMENTS + more, values).map(toDocument))
  const people = (table: string, at: string, values: Values): Promise<PersonAt[]> =>
    run((sql) =>
      sql.all<PersonAt>(
        `select t.${at} as at, t.person as personId, m.display_name as displayName
         from ${table} t join product_membership m on m.team = t.team and m.person = t.person
         where t.team = @teamId ${values.id === undefined ? '' : `and t.${at} = @id`}
         order by m.display_name_key, m.person`,
        values,
      ),
    )
  return {
    spaces: (teamId, viewerId) => spaces(' order by s.name_key, s.id', { teamId, viewerId }),
    space: async (teamId, viewerId, spaceId) =>
      (await spaces(' and s.id = @spaceId', { teamId, viewerId, spaceId }))[0],
    peopleInSpaces: (teamId, spaceId) =>
      people('product_space_person', 'space', { teamId, ...(spaceId === undefined ? {} : { id: spaceId }) }),
    documents: (teamId, viewerId, spaceId) =>
      documents(`${spaceId === undefined ? '' : ' and d.space = @spaceId'} order by d.changed_at desc, d.id`, {
        teamId,
        viewerId,
        spaceId: spaceId ?? null,
      }),
    document: async (teamId, viewerId, documentId) =>
      (await documents(' and d.id = @documentId', { teamId, viewerId, documentId }))[0],
    shares: (teamId, documentId) =>
      people('product_share', 'document', { teamId, ...(documentId === undefined ? {} : { id: documentId }) }),
  }
}

/** Writes spaces and documents. */
export function createSpaceWriter(run: RunSql): SpaceWriter {
  const write = (text: string, values: Values): Promise<number> => run((sql) => sql.run(text, values))
  return {
    async addSpace(space) {
      await write(
        `insert into product_space(team, id, name, name_key, kind, changed_at)
         values (@teamId, @id, @name, @nameKey, @kind, @changedAt)`,
        spaceValues(space),
      )
    },
    async putSpace(space) {
      await write(
        `update product_space set name = @name, name_key = @nameKey, kind = @kind, changed_at = @changedAt
         where team = @teamId and id = @id`,
        spaceValues(space),
      )
    },
    setInSpace: async (teamId, spaceId, personId, isIn) =>
      (await write(
        isIn
          ? 'insert or ignore into product_space_person(team, space, person) values (@teamId, @spaceId, @personId)'
          : 'delete from product_space_person where team = @teamId and space = @spaceId and person = @personId',
        { teamId, spaceId, personId },
      )) > 0,
    async addDocument(document) {
      await write(
        `insert into product_document(team, id, space, title, body, owner, created_at, changed_at)
         values (@teamId, @id, @spaceId, @title, @body, @ownerId, @createdAt, @changedAt)`,
        documentValues(document),
      )
    },
    async putDocument(document) {
      await write(
        `update product_document set title = @title, body = @body, owner = @ownerId, changed_at = @changedAt
         where team = @teamId and id = @id`,
        documentValues(document),
      )
    },
    setShared: async (teamId, documentId, personId, isShared) =>
      (await write(
        isShared
          ? 'insert or ignore into product_share(team, document, person) values (@teamId, @documentId, @personId)'
          : 'delete from product_share where team = @teamId and document = @documentId and person = @personId',
        { teamId, documentId, personId },
      )) > 0,
  }
}

function spaceValues({ teamId, id, name, kind, changedAt }: SpaceRecord): Values {
  return { teamId, id, name, nameKey: compareKey(name), kind, changedAt }
}

function documentValues(document: DocumentRecord): Values {
  const { teamId, id, spaceId, title, body, ownerId, createdAt, changedAt } = document
  return { teamId, id, spaceId, title, body, ownerId, createdAt, changedAt }
}
