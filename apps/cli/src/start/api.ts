import {
  type Member,
  memberPageSchema,
  type OpenedRun,
  oneTimeLinkSchema,
  openedRunSchema,
  type PrintedLink,
  type Run,
  type RunRequest,
  runSchema,
  signOnSchema,
  simulatorSchema,
} from '@scimulator/admin-api'
import { z } from 'zod'
import { teamPath } from '../server/find-person.ts'
import { openRunningServer, type RunningServer } from '../server/running-server.ts'

/** The running server as the demo uses it. */
export interface ServerApi {
  readonly file: RunningServer['file']
  registeredVendors(): Promise<string[]>
  /** Has a vendor's simulator sign the people of a team in by SAML. */
  setUpSso(vendor: string, team: string): Promise<void>
  /** The active member of a team with this userName. */
  activeMember(team: string, userName: string): Promise<Member | undefined>
  signInLink(team: string, member: Member): Promise<PrintedLink>
  startRun(vendor: string, request: RunRequest): Promise<OpenedRun>
  run(id: string): Promise<Run>
}

/** Opens the API of the server that wrote `DATA_DIR/dashboard.json`. */
export function openServerApi(dataFolder: string): ServerApi {
  const server = openRunningServer(dataFolder)
  return {
    file: server.file,
    async registeredVendors() {
      const simulators = await server.get('/api/simulators', z.array(simulatorSchema.pick({ vendor: true })))
      return simulators.map(({ vendor }) => vendor)
    },
    async setUpSso(vendor, team) {
      await server.send('POST', `/api/simulators/${vendor}/sso`, { team }, signOnSchema)
    },
    async activeMember(team, userName) {
      const query = new URLSearchParams({ state: 'active', q: userName })
      const { members } = await server.get(`${teamPath(team, 'members')}?${query}`, memberPageSchema)
      return members.find((member) => member.userName === userName)
    },
    async signInLink(team, { personId, userName, role }) {
      const link = await server.send('POST', teamPath(team, 'sign-in-links'), { personId }, oneTimeLinkSchema)
      return { ...link, team, personId, userName, role }
    },
    startRun: (vendor, request) => server.send('POST', `/api/simulators/${vendor}/runs`, request, openedRunSchema),
    run: async (id) => (await server.get(`/api/runs/${id}`, z.object({ run: runSchema }))).run,
  }
}
