import {
  type ActionOrder,
  type Behaviour,
  type Directory,
  type DirectoryGroup,
  notSent,
  UsageError,
} from '@scimulator/sim-kit'
import type { PushRule } from '../app/state.ts'
import { pushGroup, unlinkGroup } from '../behaviours/group-push.ts'
import { box, type OktaAction, type Played } from './action.ts'

/** Rules of the tab Push Groups. Which groups a rule pushed is kept; a group that fits it later is not pushed by itself. */
export const pushRuleActions: readonly OktaAction[] = [
  {
    id: 'pushByRule',
    label: 'Push Groups, Find groups by rule',
    summary: 'Pushes every group whose name fits; it must fit at least one',
    mark: 'vendor-docs',
    source: 'S33',
    options: [
      { id: 'name', summary: 'Rule name', default: 'Rule' },
      {
        id: 'operator',
        summary: 'Group name',
        values: ['starts with', 'ends with', 'contains'],
        default: 'starts with',
      },
      { id: 'text', summary: 'What the name starts with, ends with or contains' },
      box('immediately', 'Push group memberships immediately', 'on'),
    ],
    edit: (order, directory) => {
      if (fitting(order, directory).length > 0) return directory
      throw new UsageError(`[okta-sim] No group’s name ${order.options.operator} "${order.options.text}".`)
    },
    *play(order) {
      const { app, options } = order
      const groups = fitting(order, app.context.directory)
      const { name = 'Rule', operator = '', text = '' } = options
      const others = app.data.rules.filter((rule) => rule.name !== name)
      app.data.rules = [...others, { name, operator, text, groups: groups.map(({ id }) => id) }]
      for (const group of groups) yield* pushGroup(app, group, options.immediately !== 'off', 'Group pushed by rule')
    },
    idle: 'Every group that fits is pushed already, and nothing of it has changed',
  },
  {
    id: 'deleteRule',
    label: 'Delete Rule',
    summary: 'Deletes a push rule, and the groups it pushed or not',
    mark: 'vendor-docs',
    source: 'S14',
    options: [
      { id: 'name', summary: 'Rule name', default: 'Rule' },
      {
        id: 'groups',
        summary: 'Delete the associated groups, or leave associated groups',
        values: ['delete', 'leave'],
        default: 'delete',
      },
    ],
    *play(order) {
      const rule = order.app.data.rules.find(({ name }) => name === order.options.name)
      if (rule === undefined) yield* noRule(order)
      else yield* deleteRule(order, rule)
    },
    idle: 'None of the groups the rule pushed is there any more',
  },
]

function* deleteRule({ app, options }: Played, rule: PushRule): Behaviour<void> {
  app.data.rules = app.data.rules.filter((other) => other !== rule)
  const pushed = new Set(rule.groups)
  for (const group of app.context.directory.groups.filter(({ id }) => pushed.has(id))) {
    yield* unlinkGroup(app, group, options.groups === 'delete', 'Push rule deleted')
  }
}

function noRule({ app, options }: Played): Behaviour<unknown> {
  const subject = { kind: 'connection', name: app.integration.label } as const
  return notSent(subject, 'verify', `There is no push rule "${options.name}"`, 'Delete Rule')
}

function fitting({ options }: ActionOrder, directory: Directory): DirectoryGroup[] {
  const text = options.text ?? ''
  const fits = (name: string): boolean => {
    if (options.operator === 'ends with') return name.endsWith(text)
    return options.operator === 'contains' ? name.includes(text) : name.startsWith(text)
  }
  return text === '' ? [] : directory.groups.filter(({ displayName }) => fits(displayName))
}
