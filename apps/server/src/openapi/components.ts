import {
  actAsSchema,
  apiErrorSchema,
  assignmentSchema,
  auditPageSchema,
  auditRowSchema,
  auditValueSchema,
  documentChangeSchema,
  documentSchema,
  exchangeListSchema,
  exchangeSchema,
  findingSchema,
  invitationRequestSchema,
  invitedSchema,
  issuedTokenSchema,
  issueTokenSchema,
  liveEventSchema,
  memberChangeSchema,
  memberPageSchema,
  memberSchema,
  newDocumentSchema,
  newSpaceSchema,
  newTokenSchema,
  oneTimeLinkSchema,
  openedRunSchema,
  openRunSchema,
  personChoiceSchema,
  personSessionSchema,
  rotateTokenSchema,
  runDetailSchema,
  runEventSchema,
  runListSchema,
  runRequestSchema,
  runSchema,
  scimSettingsChangeSchema,
  scimSettingsSchema,
  sessionInfoSchema,
  setSamlSchema,
  signedInSchema,
  signInOptionsSchema,
  signOnChangeSchema,
  signOnSchema,
  simulatorRegistrationSchema,
  simulatorSchema,
  spaceChangeSchema,
  spaceSchema,
  stepSchema,
  teamChoiceSchema,
  teamGroupPageSchema,
  teamGroupSchema,
  teamSchema,
  teamTokenSchema,
  teamTokensSchema,
  teamUserPageSchema,
  teamUserSchema,
  toleranceSchema,
} from '@scimulator/admin-api'
import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { z } from 'zod'

/** The schemas that have a name of their own in the document; the others are written where they are used. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  ActAs: actAsSchema,
  ApiError: apiErrorSchema,
  Assignment: assignmentSchema,
  AuditPage: auditPageSchema,
  AuditRow: auditRowSchema,
  AuditValue: auditValueSchema,
  Document: documentSchema,
  DocumentChange: documentChangeSchema,
  Exchange: exchangeSchema,
  ExchangeList: exchangeListSchema,
  Finding: findingSchema,
  InvitationRequest: invitationRequestSchema,
  Invited: invitedSchema,
  IssuedToken: issuedTokenSchema,
  IssueToken: issueTokenSchema,
  LiveEvent: liveEventSchema,
  Member: memberSchema,
  MemberChange: memberChangeSchema,
  MemberPage: memberPageSchema,
  NewDocument: newDocumentSchema,
  NewSpace: newSpaceSchema,
  NewToken: newTokenSchema,
  OneTimeLink: oneTimeLinkSchema,
  OpenedRun: openedRunSchema,
  OpenRun: openRunSchema,
  PersonChoice: personChoiceSchema,
  PersonSession: personSessionSchema,
  RotateToken: rotateTokenSchema,
  Run: runSchema,
  RunDetail: runDetailSchema,
  RunEvent: runEventSchema,
  RunList: runListSchema,
  RunRequest: runRequestSchema,
  ScimSettings: scimSettingsSchema,
  ScimSettingsChange: scimSettingsChangeSchema,
  SessionInfo: sessionInfoSchema,
  SetSaml: setSamlSchema,
  SignedIn: signedInSchema,
  SignInOptions: signInOptionsSchema,
  SignOn: signOnSchema,
  SignOnChange: signOnChangeSchema,
  Simulator: simulatorSchema,
  SimulatorRegistration: simulatorRegistrationSchema,
  Space: spaceSchema,
  SpaceChange: spaceChangeSchema,
  Step: stepSchema,
  Team: teamSchema,
  TeamChoice: teamChoiceSchema,
  TeamGroup: teamGroupSchema,
  TeamGroupPage: teamGroupPageSchema,
  TeamToken: teamTokenSchema,
  TeamTokens: teamTokensSchema,
  TeamUser: teamUserSchema,
  TeamUserPage: teamUserPageSchema,
  Tolerance: toleranceSchema,
}

const registry = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id })

const uri = (id: string): string => `#/components/schemas/${id}`

/** Every named schema. */
export function namedSchemas(): Record<string, JsonObject> {
  const { schemas } = z.toJSONSchema(registry, { uri, io: 'input' })
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]))
}

/** A schema, by its name where it has one. */
export function schemaOf(schema: z.ZodType): JsonObject {
  const id = registry.get(schema)?.id
  if (id !== undefined) return { $ref: uri(id) }
  const text = JSON.stringify(bare(z.toJSONSchema(schema, { metadata: registry, io: 'input' })))
  const { $defs: _, ...rest } = parseObject(text.replaceAll('"#/$defs/', `"${uri('')}`))
  return rest
}

function bare(schema: object): JsonObject {
  const { $schema: _, $id: __, ...rest } = parseObject(JSON.stringify(schema))
  return rest
}

function parseObject(text: string): JsonObject {
  const value: unknown = JSON.parse(text)
  if (!isJsonObject(value)) throw new TypeError('A JSON Schema is an object.')
  return value
}
