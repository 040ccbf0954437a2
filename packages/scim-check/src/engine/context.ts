import { GROUP_SCHEMA, type JsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import { type Answer, type Resource, toResource } from '../client/answer.ts'
import type { Client } from '../client/client.ts'
import { type Discovery, hasUserAttribute } from '../discovery/discovery.ts'
import { CheckSkip } from '../failure.ts'
import { requiredValues } from './required.ts'
import type { Shelf } from './shelf.ts'
import type { Floor, Trial } from './trial.ts'
import type { Workspace } from './workspace.ts'

/** Attributes that are plain texts, not unique, and needed for nothing else. */
const SHARED_ATTRIBUTES = ['nickName', 'userType', 'displayName']

/** What a check works with. */
export class CheckContext {
  /** Sends requests to the target and keeps the exchanges. */
  readonly client: Client
  /** What the target says of itself. */
  readonly discovery: Discovery
  /** What every User needs to be made, though the target does not announce it. */
  readonly floor: Floor
  /** Things that checks share instead of each making its own. */
  readonly shelf: Shelf
  /** What the target chose, or what a reader should know. */
  readonly notes: string[] = []
  /** What is not right, but not wrong enough to fail. */
  readonly warnings: string[]
  readonly #workspace: Workspace

  constructor(client: Client, { discovery, floor }: Trial, workspace: Workspace, shelf: Shelf, warnings: string[]) {
    this.client = client
    this.discovery = discovery
    this.floor = floor
    this.#workspace = workspace
    this.shelf = shelf
    this.warnings = warnings
  }

  /** Path of the Users. */
  get users(): string {
    return this.discovery.users.path
  }

  /** Path of the Groups. */
  get groups(): string {
    return this.discovery.groups.path
  }

  /** Attributes of Users that several may have with one value. */
  get sharedAttributes(): readonly string[] {
    return SHARED_ATTRIBUTES.filter((name) => hasUserAttribute(this.discovery, name))
  }

  /** The first of them. @throws CheckSkip when there is none */
  get sharedAttribute(): string {
    const [first] = this.sharedAttributes
    if (first !== undefined) return first
    throw new CheckSkip(`the User schema of the target has none of ${SHARED_ATTRIBUTES.join(', ')}`)
  }

  /** Whether a name was given by this run. */
  isOwn(name: unknown): boolean {
    return String(name).toLowerCase().startsWith(this.#workspace.prefix.toLowerCase())
  }

  /** Says what the target chose. */
  note(sentence: string): void {
    this.notes.push(sentence)
  }

  /** Says what is not right, but not wrong enough to fail. */
  warn(sentence: string): void {
    this.warnings.push(sentence)
  }

  /** A name nobody else has. */
  name(): string {
    return this.#workspace.name()
  }

  /** The body of a User with a name of its own. */
  userBody(attributes: JsonObject = {}): JsonObject {
    const userName = this.name()
    const required = { ...requiredValues(this.discovery, USER_SCHEMA, userName), ...this.floor.valuesOf(userName) }
    return { schemas: [USER_SCHEMA], ...required, userName, ...attributes }
  }

  /** The body of a Group with a name of its own. */
  groupBody(attributes: JsonObject = {}): JsonObject {
    const displayName = this.name()
    const required = requiredValues(this.discovery, GROUP_SCHEMA, displayName)
    return { schemas: [GROUP_SCHEMA], ...required, displayName, ...attributes }
  }

  /** Makes a User as a set-up. @throws CheckSkip when the target does not. */
  user(attributes: JsonObject = {}): Promise<Resource> {
    return this.make(this.users, this.userBody(attributes))
  }

  /** Makes a Group as a set-up. @throws CheckSkip when the target does not. */
  group(attributes: JsonObject = {}): Promise<Resource> {
    return this.make(this.groups, this.groupBody(attributes))
  }

  /** Makes a Group of these members. */
  groupOf(...members: readonly Resource[]): Promise<Resource> {
    return this.group({ members: members.map(({ id }) => ({ value: id })) })
  }

  /** The path of a User. */
  userPath({ id }: { readonly id: string }): string {
    return `${this.users}/${encodeURIComponent(id)}`
  }

  /** The path of a Group. */
  groupPath({ id }: { readonly id: string }): string {
    return `${this.groups}/${encodeURIComponent(id)}`
  }

  /** The path of a User nobody ever made. */
  unknownUser(): string {
    return `${this.users}/${this.name()}`
  }

  /** Reads a User anew. */
  async readUser(user: { readonly id: string }): Promise<Resource> {
    return (await this.client.get(this.userPath(user))).expect(200).resource
  }

  /** Reads a Group anew. */
  async readGroup(group: { readonly id: string }): Promise<Resource> {
    return (await this.client.get(this.groupPath(group))).expect(200).resource
  }

  /** Lists Users by a filter. */
  find(filter: string, query: Readonly<Record<string, string | number>> = {}): Promise<Answer> {
    return this.client.get(this.users, { filter, ...query })
  }

  /** Makes a resource of any type as a set-up. @throws CheckSkip when the target does not. */
  async make(path: string, body: JsonObject): Promise<Resource> {
    const answer = await this.client.post(path, body)
    if (answer.status === 201) {
      const { json } = answer
      const hasId = typeof json === 'object' && json !== null && !Array.isArray(json) && typeof json.id === 'string'
      if (hasId) return toResource(answer.body, `The body of ${answer.what}`)
    }
    throw new CheckSkip(
      `the set-up failed: POST ${path} was answered with ${answer.status} ${answer.text.slice(0, 160)}`,
    )
  }
}
