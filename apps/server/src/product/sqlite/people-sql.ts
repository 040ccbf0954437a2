import type { MembershipState } from '@scimulator/admin-api'
import { compareKey } from '@scimulator/scim-core'
import type {
  Membership,
  MembershipQuery,
  MembershipWithHoldings,
  PeopleReader,
  PeopleWriter,
  TeamCounts,
} from '../records/people.ts'
import type { RunSql, Sql, Values } from './sql.ts'

const COLUMNS = `m.team as teamId, m.person as personId, m.scim_id as scimId, m.user_name as userName,
  m.display_name as displayName, m.email, m.role, m.state, m.origin, m.joined_at as joinedAt, m.changed_at as changedAt,
  m.deactivated_at as deactivatedAt, m.last_sign_in_at as lastSignInAt`

const HOLDINGS = `
  (select count(*) from product_space_person p where p.team = m.team and p.person = m.person) as spacesIn,
  (select count(*) from product_space_person p join product_space s on s.team = p.team and s.id = p.space
    where p.team = m.team and p.person = m.person and s.kind = 'invite-only') as closedSpacesIn,
  (select count(*) from product_document d where d.team = m.team and d.owner = m.person) as documents`

// In these words SQLite sees that the index of those who are not active will do.
const STATE_IS: Readonly<Record<MembershipState, string>> = {
  active: "m.state = 'active'",
  inactive: "m.state <> 'active' and m.state = 'inactive'",
  invited: "m.state <> 'active' and m.state = 'invited'",
}

const INSERT = `insert into product_membership(team, person, scim_id, user_name, user_name_key, display_name,
    display_name_key, email, email_key, role, state, origin, joined_at, changed_at, deactivated_at, last_sign_in_at)
  values (@teamId, @personId, @scimId, @userName, @userNameKey, @displayName, @displayNameKey, @email, @emailKey, @role,
    @state, @origin, @joinedAt, @changedAt, @deactivatedAt, @lastSignInAt)`

const UPDATE = `update product_membership set scim_id = @scimId, user_name = @userName, user_name_key = @userNameKey,
    display_name = @displayName, display_name_key = @displayNameKey, email = @email, email_key = @emailKey, role = @role,
    state = @state, origin = @origin, joined_at = @joinedAt, changed_at = @changedAt, deactivated_at = @deactivatedAt,
    last_sign_in_at = @lastSignInAt
  where team = @teamId and person = @personId`

// Each text is put together once: it is also what its statement is found by.
const BY_PERSON = one('m.team = @teamId and m.person = @personId')
const BY_USER = one('m.team = @teamId and m.scim_id = @scimId')
const BY_NAME = one('m.user_name_key = @key and m.team = @teamId')
const BY_NAME_ANYWHERE = one('m.user_name_key = @key')
const INVITED_TO = one("m.team = @teamId and m.email_key = @key and m.state = 'invited'")
const INACTIVE_AS = one(
  `m.team = @teamId and ${STATE_IS.inactive} and (m.user_name_key = @key or m.email_key = @key) limit 1`,
)
const OTHER_OWNER = one(
  "m.team = @teamId and m.state = 'active' and m.role = 'owner' and m.person <> @personId limit 1",
)
const KNOWN_TO = `(m.person = @knownTo or exists (
    select 1 from product_space_person own
    join product_space_person other on other.team = own.team and other.space = own.space
    where own.team = m.team and own.person = @knownTo and other.person = m.person))`
const DO_KNOW = one(`m.team = @teamId and m.person = @other and ${KNOWN_TO}`)
const WITH_HOLDINGS = `select ${COLUMNS}, ${HOLDINGS} from product_membership m where m.team = @teamId and m.person = @personId`

function one(where: string): string {
  return `select ${COLUMNS} from product_membership m where ${where}`
}

/** Reads persons and memberships. */
export function createPeopleReader(run: RunSql): PeopleReader {
  const all = (text: string, values: Values): Promise<Membership[]> => run((sql) => sql.all<Membership>(text, values))
  const get = (text: string, values: Values): Promise<Membership | undefined> =>
    run((sql) => sql.get<Membership>(text, values))
  return {
    membership: (teamId, personId) => get(BY_PERSON, { teamId, personId }),
    membershipOfUser: (teamId, scimId) => get(BY_USER, { teamId, scimId }),
    membershipsNamed: async (teamId, key) =>
      (await all(BY_NAME, { teamId, key })).sort(
        (left, right) => byUser(left, right) || right.changedAt - left.changedAt || byPerson(left, right),
      ),
    namesakes: async (key) =>
      (await all(BY_NAME_ANYWHERE, { key })).sort(
        (left, right) => byUser(left, right) || left.joinedAt - right.joinedAt || byPerson(left, right),
      ),
    async invitedTo(teamId, keys) {
      const found: Membership[] = []
      for (const key of keys) found.push(...(await all(INVITED_TO, { teamId, key })))
      return found
    },
    async hasInactive(teamId, keys) {
      for (const key of keys) if ((await get(INACTIVE_AS, { teamId, key })) !== undefined) return true
      return false
    },
    member: (teamId, personId) => run((sql) => sql.get<MembershipWithHoldings>(WITH_HOLDINGS, { teamId, personId })),
    members: (teamId, query) => run((sql) => readMembers(sql, teamId, query)),
    doKnow: async (teamId, personId, other) => (await get(DO_KNOW, { teamId, knownTo: personId, other })) !== undefined,
    counts: (teamId) => run((sql) => readCounts(sql, teamId)),
    hasOtherOwner: async (teamId, personId) => (await get(OTHER_OWNER, { teamId, personId })) !== undefined,
  }
}

// Namesakes are few: sorting them here costs less than setting SQLite up for it, where as good as always there is none.
function byUser(left: Membership, right: Membership): number {
  return Number(left.scimId === null) - Number(right.scimId === null)
}

function byPerson(left: Membership, right: Membership): number {
  return left.personId < right.personId ? -1 : 1
}

function readMembers(
  sql: Sql,
  teamId: string,
  { state, role, q, knownTo, startIndex, count }: MembershipQuery,
): { totalResults: number; members: MembershipWithHoldings[] } {
  const conditions = [
    'm.team = @teamId',
    ...(state === undefined ? [] : [STATE_IS[state]]),
    ...(role === undefined ? [] : ['m.role = @role']),
    ...(q === undefined
      ? []
      : ["(instr(m.user_name_key, @q) or instr(m.display_name_key, @q) or instr(coalesce(m.email_key, ''), @q))"]),
    ...(knownTo === undefined ? [] : [KNOWN_TO]),
  ]
  const from = `from product_membership m where ${conditions.join(' and ')}`
  const values = { teamId, role: role ?? null, q: q ?? null, knownTo: knownTo ?? null }
  const page = { ...values, count, skip: startIndex - 1 }
  return {
    totalResults: sql.get<{ total: number }>(`select count(*) as total ${from}`, values)?.total ?? 0,
    members: sql.all<MembershipWithHoldings>(
      `select ${COLUMNS}, ${HOLDINGS} ${from} order by m.display_name_key, m.person limit @count offset @skip`,
      page,
    ),
  }
}

function readCounts(sql: Sql, teamId: string): TeamCounts {
  const people = sql.get<Pick<TeamCounts, 'active' | 'withUser'>>(
    'select active, with_user as withUser from product_member_count where team = @teamId',
    { teamId },
  )
  const spaces = sql.get<Pick<TeamCounts, 'spaces' | 'openSpaces'>>(
    `select count(*) as spaces, count(case when kind = 'open' then 1 end) as openSpaces
     from product_space where team = @teamId`,
    { teamId },
  )
  return { active: 0, withUser: 0, spaces: 0, openSpaces: 0, ...people, ...spaces }
}

/** Writes persons and memberships. */
export function createPeopleWriter(run: RunSql): PeopleWriter {
  const write = async (text: string, values: Values): Promise<void> => void (await run((sql) => sql.run(text, values)))
  return {
    addPerson: (personId, at) =>
      write('insert into product_person(id, created_at) values (@personId, @at)', { personId, at }),
    addMembership: (membership) => write(INSERT, withKeys(membership)),
    putMembership: (membership) => write(UPDATE, withKeys(membership)),
    async removeMembership(teamId, personId) {
      await write('update product_document set owner = null where team = @teamId and owner = @personId', {
        teamId,
        personId,
      })
      // Sessions, links, shares and places in spaces go with it.
      await write('delete from product_membership where team = @teamId and person = @personId', { teamId, personId })
    },
    removePersonIfUnknown: (personId) =>
      write(
        `delete from product_person where id = @personId
         and not exists (select 1 from product_membership where person = @personId)`,
        { personId },
      ),
  }
}

function withKeys(membership: Membership): Values {
  const { userName, displayName, email } = membership
  return {
    ...membership,
    userNameKey: compareKey(userName),
    displayNameKey: compareKey(displayName),
    emailKey: email === null ? null : compareKey(email),
  }
}
