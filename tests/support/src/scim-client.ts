import { z } from 'zod'

const userSchema = z.object({
  id: z.string(),
  userName: z.string(),
  active: z.boolean().default(true),
})
const groupSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  members: z.array(z.object({ value: z.string() })).default([]),
})

/** What a SCIM server holds, read by GET: comparable with the `expected` of a report. */
export interface Holdings {
  readonly users: { userName: string; active: boolean }[]
  readonly groups: { displayName: string; members: string[] }[]
}

/** Reads every user and group of a SCIM server; members as sorted userNames, everything sorted by name. */
export async function readHoldings(baseUrl: string, token: string): Promise<Holdings> {
  const users = z.array(userSchema).parse(await readAll(`${baseUrl}/Users`, token))
  const groups = z.array(groupSchema).parse(await readAll(`${baseUrl}/Groups`, token))
  const nameOf = new Map(users.map(({ id, userName }) => [id, userName]))
  return sorted({
    users: users.map(({ userName, active }) => ({ userName, active })),
    groups: groups.map(({ displayName, members }) => ({
      displayName,
      members: members.map(({ value }) => nameOf.get(value) ?? value),
    })),
  })
}

/** Holdings in one order, so that two of them can be compared. */
export function sorted({ users, groups }: Holdings): Holdings {
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return {
    users: [...users].sort((a, b) => byText(a.userName, b.userName)),
    groups: groups
      .map(({ displayName, members }) => ({ displayName, members: [...members].sort(byText) }))
      .sort((a, b) => byText(a.displayName, b.displayName)),
  }
}

async function readAll(url: string, token: string): Promise<unknown[]> {
  const all: unknown[] = []
  const pageSchema = z.object({ totalResults: z.number(), Resources: z.array(z.unknown()).default([]) })
  while (true) {
    const response = await fetch(`${url}?startIndex=${all.length + 1}&count=100`, {
      headers: { Authorization: `Bearer ${token}` },
    })
    const page = pageSchema.parse(await response.json())
    all.push(...page.Resources)
    if (page.Resources.length === 0 || all.length >= page.totalResults) return all
  }
}
