import {
  type Document,
  documentSchema,
  type Member,
  memberPageSchema,
  memberSchema,
  newTokenSchema,
  openedRunSchema,
  type RunDetail,
  runDetailSchema,
  type ScimSettings,
  scimSettingsSchema,
  spaceSchema,
} from '@scimulator/admin-api'
import { type ApiAnswer, attributeOf, type Lab, type Page, until, type Visitor } from '@scimulator/tests-support'

/** What the people of one team do in it, and the operator with the simulators, by HTTP. */
export interface TeamDesk {
  readonly lab: Lab
  readonly team: string
  readonly operator: Visitor
  /** A call to the team's part of the API by somebody, the operator unless told otherwise. */
  call(method: string, path: string, body?: unknown, by?: Visitor): Promise<ApiAnswer>
  member(userName: string): Promise<Member | undefined>
  /** Everybody, without when they were here last. */
  states(): Promise<readonly Omit<Member, 'lastSignInAt'>[]>
  actAs(role: string): Promise<void>
  settings(): Promise<ScimSettings>
  newToken(): Promise<string>
  makeDocument(space: string, title: string, by: Visitor): Promise<Document>
  makeSpace(name: string, kind: 'open' | 'invite-only'): Promise<string>
  /** Orders something from a simulator and waits for the end of the run. */
  order(vendor: string, path: string, body: object): Promise<RunDetail>
}

/** The desk of a team, at which the operator sits: they sign in unless they are there already. */
export async function openDesk(lab: Lab, team: string, there?: Visitor): Promise<TeamDesk> {
  const operator = there ?? (await lab.operator())
  const call: TeamDesk['call'] = (method, path, body, by = operator) =>
    by.api(method, `/api/teams/${team}/${path}`, body)
  const list = async (query: string): Promise<Member[]> =>
    memberPageSchema.parse((await call('GET', `members?count=200&${query}`)).body).members
  return {
    lab,
    team,
    operator,
    call,
    async member(userName) {
      const found = await list(`q=${encodeURIComponent(userName)}`)
      return found.find((member) => member.userName === userName)
    },
    states: async () => (await list('')).map(({ lastSignInAt: _, ...member }) => member),
    async actAs(role) {
      const [member] = await list(`role=${role}&state=active`)
      await operator.api('POST', '/api/act-as', { team, personId: member?.personId })
    },
    settings: async () => scimSettingsSchema.parse((await call('GET', 'scim-settings')).body),
    newToken: async () =>
      newTokenSchema.parse((await call('POST', 'scim-settings/token', { endsOldToken: true })).body).token,
    makeDocument: async (spaceId, title, by) =>
      documentSchema.parse((await call('POST', 'documents', { spaceId, title, body: 'Kept.' }, by)).body),
    makeSpace: async (name, kind) => spaceSchema.parse((await call('POST', 'spaces', { name, kind })).body).id,
    async order(vendor, path, body) {
      let answer: ApiAnswer | undefined
      // The run before is over for the server a moment before the simulator has put its state away.
      await until(`${vendor} to be free`, async () => {
        answer = await operator.api('POST', `/api/simulators/${vendor}/${path}`, body)
        return !JSON.stringify(answer.body).includes('still going on')
      })
      const { id } = openedRunSchema.parse(answer?.body)
      let detail: RunDetail | undefined
      await until(`the end of run ${id}`, async () => {
        detail = runDetailSchema.parse((await operator.api('GET', `/api/runs/${id}`)).body)
        return detail.run.status !== 'running'
      })
      if (detail === undefined) throw new Error(`There is no run ${id}.`)
      return detail
    },
  }
}

/** Somebody on the page of a simulator on which one picks who signs in. */
export interface Choice {
  readonly id: string
  readonly userName: string
  /** Whether the app is assigned to them. */
  readonly assigned: boolean
}

/** Begins to sign in to a team: leads to the identity provider's page of people. */
export function beginSignIn({ lab, team }: TeamDesk, visitor: Visitor, to = `/teams/${team}/spaces`): Promise<Page> {
  return visitor.open(`${lab.url}/teams/${team}/saml/sign-in?to=${encodeURIComponent(to)}`)
}

/** Who stands on the page of people. */
export function choicesOn({ html }: Page): Choice[] {
  return html
    .split('<button ')
    .filter((part) => part.startsWith('name="person"'))
    .map((part) => ({
      id: attributeOf(` ${part}`, 'value'),
      userName: /<span>([^<]+)<\/span>/.exec(part)?.[1] ?? '',
      assigned: !part.includes('not assigned'),
    }))
}

/** Picks a person: the page with the identity provider's answer, or why there is none. */
export function pick(visitor: Visitor, page: Page, userName: string): Promise<Page> {
  const choice = choicesOn(page).find((each) => each.userName === userName)
  return visitor.submit(page, { person: choice?.id ?? '' })
}

/** Signs in as somebody, through all the pages. */
export async function signIn(desk: TeamDesk, visitor: Visitor, userName: string): Promise<Page> {
  return visitor.submit(await pick(visitor, await beginSignIn(desk, visitor), userName))
}

/** Waits until the simulator's page of people knows who has the app. */
export async function untilAssigned(
  desk: TeamDesk,
  visitor: Visitor,
  userName: string,
  assigned: boolean,
): Promise<void> {
  await until(`${userName} to be ${assigned ? '' : 'un'}assigned`, async () => {
    const choices = choicesOn(await beginSignIn(desk, visitor))
    return choices.find((choice) => choice.userName === userName)?.assigned === assigned
  })
}

/** The member that an answer has. */
export function memberIn({ body }: ApiAnswer): Member {
  return memberSchema.parse(body)
}
