import type { EvidenceMark } from '@scimulator/admin-api'
import {
  type ActionOption,
  type ActionOrder,
  type ActionSubject,
  type AdminAction,
  type Behaviour,
  type Directory,
  type DirectoryGroup,
  isSilent,
  notSent,
  type Person,
} from '@scimulator/sim-kit'
import { expectedOf, type Integration, type OktaApp, openApp } from '../app/app.ts'
import { whyUnsaved } from '../behaviours/assign-early.ts'
import { groupSubject, userSubject } from '../behaviours/subject.ts'
import { evidence, type SourceId } from '../evidence/sources.ts'

/** An order as it is played: the person and the group as the directory has them after the edit. */
export interface Played extends ActionOrder {
  readonly app: OktaApp
}

/** What an admin can order of an Okta app integration. */
export interface OktaAction {
  readonly id: string
  readonly label: string
  readonly summary: string
  readonly mark: EvidenceMark
  readonly source: SourceId
  readonly needs?: readonly ActionSubject[]
  readonly options?: readonly ActionOption[]
  /** Open before the integration is saved: Provisioning, Integration. */
  readonly beforeSaved?: true
  /** What the order comes to before that, where Okta keeps it in mind; absent: nothing. */
  readonly unsaved?: (order: Played) => Behaviour<unknown>
  /** Why an order may find nothing to do. */
  readonly idle?: string
  /** What the order changes in the directory; absent: nothing. @throws UsageError */
  readonly edit?: (order: ActionOrder, directory: Directory) => Directory
  readonly play: (order: Played) => Behaviour<unknown>
}

/** The action in the form every vendor’s actions have. */
export function toAdminAction(integration: Integration, action: OktaAction): AdminAction {
  const { id, label, summary, needs = [], options, edit, play, unsaved, idle = 'There is nothing to do' } = action
  return {
    id,
    label,
    summary,
    evidence: evidence(action.mark, action.source),
    needs,
    ...(options === undefined ? {} : { options }),
    prepare(order, directory) {
      const after = edit?.(order, directory) ?? directory
      return {
        directory: after,
        *play(context) {
          const app = openApp({ ...context, directory: after }, integration)
          const played = { ...current(order, after), app }
          const open = app.data.connection === 'saved' || action.beforeSaved === true
          const ordered = open ? play(played) : (unsaved?.(played) ?? unsent(played, whyUnsaved(app), label))
          if (yield* isSilent(ordered)) yield* unsent(played, idle, label)
          return expectedOf(app)
        },
      }
    },
  }
}

/** A step about what the order names, for which nothing is sent. */
function unsent({ app, person, group }: Played, reason: string, cause: string): Behaviour<unknown> {
  const connection = { kind: 'connection', name: app.integration.label } as const
  const subject = person ? userSubject(person) : group ? groupSubject(group) : connection
  return notSent(subject, 'verify', reason, cause)
}

/** The order with its subjects as they are after the edit; who is gone stays as they were. */
function current(order: ActionOrder, directory: Directory): ActionOrder {
  const person = directory.people.find(({ id }) => id === order.person?.id) ?? order.person
  const group = directory.groups.find(({ id }) => id === order.group?.id) ?? order.group
  return { ...order, ...(person === undefined ? {} : { person }), ...(group === undefined ? {} : { group }) }
}

/** The person of an order whose action needs one. */
export function personIn(order: ActionOrder): Person {
  if (order.person === undefined) throw new TypeError('The action was prepared without its person.')
  return order.person
}

/** The group of an order whose action needs one. */
export function groupIn(order: ActionOrder): DirectoryGroup {
  if (order.group === undefined) throw new TypeError('The action was prepared without its group.')
  return order.group
}

/** A box of the console’s form. */
export function box(id: string, summary: string, value: 'on' | 'off'): ActionOption {
  return { id, summary, values: ['on', 'off'], default: value }
}

/** A box that keeps its state where the order does not name it. */
export function keptBox(id: string, summary: string): ActionOption {
  return { id, summary, values: ['keep', 'on', 'off'], default: 'keep' }
}
