import { type ActionOption, type Behaviour, notSent, UsageError } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { ApprovalBox } from '../app/console.ts'
import { oneOf } from '../app/one-of.ts'
import { guided } from '../evidence/sources.ts'
import { type Act, optionOf } from './order.ts'

const TICKED: ActionOption = {
  id: 'ticked',
  summary: 'Whether the box is ticked',
  values: ['yes', 'no'],
  default: 'yes',
}

/** The boxes as the console words them. */
export const BOX_LABELS: Readonly<Record<ApprovalBox, string>> = {
  createUser: 'Create user',
  deleteUser: 'Delete user',
  updateUser: 'Update user',
}
const BOX: ActionOption = {
  id: 'action',
  summary: 'Which box',
  values: [...Object.values(BOX_LABELS), 'all'],
  default: 'all',
}
const REMOVED: ActionOption = { id: 'action', summary: 'The choice', values: ['Delete', 'Suspend', 'Do Nothing'] }
const SUSPENDED: ActionOption = { id: 'action', summary: 'The choice', values: ['Suspend', 'Do Nothing'] }

/** The boxes an option means. */
export function boxesOf(label: string): ApprovalBox[] {
  const boxes: readonly ApprovalBox[] = ['createUser', 'deleteUser', 'updateUser']
  return boxes.filter((box) => label === 'all' || BOX_LABELS[box] === label)
}

/** The tab Provisioning of an app. */
export const PROVISIONING_ACTS: readonly Act[] = [
  {
    id: 'enableProvisioning',
    label: 'Provisioning > Workflow > Enable provisioning',
    summary: 'While it is off, changes make no task; they are not made up for.',
    evidence: guided('V3'),
    beforeEnable: true,
    options: [TICKED],
    *play(app, order) {
      app.saved.console.enableProvisioning = optionOf(order, TICKED) === 'yes'
      yield* saved(`Enable provisioning: ${app.provisioningEnabled ? 'on' : 'off'}`)
    },
  },
  {
    id: 'requireApproval',
    label: 'Provisioning > Workflow > Require admin approval before this action is performed',
    summary:
      'Ticked, tasks of the kind stay Pending until they are approved. What is Pending stays so when it is cleared.',
    evidence: guided('V3'),
    beforeEnable: true,
    options: [BOX, TICKED],
    *play(app, order) {
      const ticked = optionOf(order, TICKED) === 'yes'
      for (const box of boxesOf(optionOf(order, BOX))) app.saved.console.approval[box] = ticked
      yield* saved(`Require admin approval: ${approvals(app)}`)
    },
  },
  {
    id: 'whenRemoved',
    label:
      "Provisioning > When users are deleted in OneLogin, or the user's app access is removed, perform the below action",
    summary: 'The first drop-down: what a leaver meets at the app.',
    evidence: guided('V3'),
    beforeEnable: true,
    options: [REMOVED],
    *play(app, order) {
      const choice = oneOf(optionOf(order, REMOVED), ['Delete', 'Suspend', 'Do Nothing'], null)
      if (choice === null) throw new UsageError('The first drop-down offers Delete, Suspend and Do Nothing.')
      app.saved.console.whenAppRemoved = choice
      yield* saved(`When users are deleted: ${choice}`)
    },
  },
  {
    id: 'whenSuspended',
    label: 'Provisioning > When user accounts are suspended in OneLogin, perform the following action',
    summary: 'The second drop-down: what a suspended person meets at the app.',
    evidence: guided('V3'),
    beforeEnable: true,
    options: [SUSPENDED],
    *play(app, order) {
      const choice = oneOf(optionOf(order, SUSPENDED), ['Suspend', 'Do Nothing'], null)
      if (choice === null) throw new UsageError('The second drop-down offers Suspend and Do Nothing.')
      app.saved.console.whenSuspended = choice
      yield* saved(`When user accounts are suspended: ${choice}`)
    },
  },
]

function approvals(app: OneLoginApp): string {
  const ticked = boxesOf('all').filter((box) => app.needsApproval(box))
  return ticked.length === 0 ? 'none' : ticked.map((box) => BOX_LABELS[box]).join(', ')
}

function saved(what: string): Behaviour<unknown> {
  return notSent({ kind: 'connection', name: 'Provisioning' }, 'verify', what, 'Save')
}
