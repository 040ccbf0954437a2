import type { Value } from './ast.ts'

/** Who an expression is about. */
export interface Scope {
  property(root: string, name: string): Value
  /** `id` or `status` of the Okta user. */
  internal(name: string): Value
  /** An attribute of the person’s manager. */
  manager(name: string): Value
  /** Names and ids of the person’s Okta groups. */
  readonly groups: readonly { readonly id: string; readonly displayName: string }[]
}

/** A function of the Expression Language. */
export interface ElFunction {
  readonly arity: readonly [number, number]
  /** Why it is not simulated. */
  readonly gap?: string
  /** @throws TypeError in words for the admin */
  readonly call: (args: readonly Value[], scope: Scope, attribute: string | undefined) => Value
}

const ANY = Number.POSITIVE_INFINITY

/** A function by its full or its legacy bare name. */
export function functionOf(name: string): ElFunction | undefined {
  return table.get(name) ?? (name.includes('.') ? undefined : table.get(`String.${name}`))
}

const table: ReadonlyMap<string, ElFunction> = new Map<string, ElFunction>([
  ['String.append', texts(2, 2, ([a = '', b = '']) => a + b)],
  ['String.join', texts(2, ANY, ([separator = '', ...parts]) => parts.join(separator))],
  ['String.len', texts(1, 1, ([text = '']) => text.length)],
  ['String.removeSpaces', texts(1, 1, ([text = '']) => text.replaceAll(' ', ''))],
  [
    'String.replace',
    texts(3, 3, ([text = '', old = '', by = '']) => (old === '' ? text : text.replaceAll(old, () => by))),
  ],
  ['String.replaceFirst', texts(3, 3, ([text = '', old = '', by = '']) => text.replace(old, () => by))],
  ['String.startsWith', texts(2, 2, ([text = '', start = '']) => text.startsWith(start))],
  ['String.stringContains', texts(2, 2, ([text = '', part = '']) => text.includes(part))],
  ['String.stringSwitch', texts(2, ANY, stringSwitch)],
  ['String.substring', fn(2, 3, substring)],
  ['String.substringAfter', texts(2, 2, ([text = '', mark = '']) => after(text, mark))],
  ['String.substringBefore', texts(2, 2, ([text = '', mark = '']) => before(text, mark))],
  ['String.toLowerCase', texts(1, 1, ([text = '']) => text.toLowerCase())],
  ['String.toUpperCase', texts(1, 1, ([text = '']) => text.toUpperCase())],
  ['Arrays.add', fn(2, 2, ([list, item = null]) => [...toList(list), item])],
  ['Arrays.remove', fn(2, 2, ([list, item]) => toList(list).filter((candidate) => candidate !== item))],
  ['Arrays.clear', fn(1, 1, () => [])],
  ['Arrays.get', fn(2, 2, ([list, at]) => itemAt(toList(list), at))],
  ['Arrays.flatten', fn(1, ANY, (args) => args.flatMap((item) => toList(item)))],
  ['Arrays.contains', fn(2, 2, ([list, item = null]) => toList(list).includes(item))],
  ['Arrays.size', fn(1, 1, ([list]) => toList(list).length)],
  ['Arrays.isEmpty', fn(1, 1, ([list]) => toList(list).length === 0)],
  ['Arrays.toCsvString', fn(1, 1, ([list]) => toList(list).map(String).join(','))],
  ['Convert.toInt', fn(1, 1, ([value]) => Math.round(toNumber(value)))],
  ['Convert.toNum', fn(1, 1, ([value]) => toNumber(value))],
  ['isMemberOfGroup', membership(({ id }, wanted) => id === wanted)],
  ['isMemberOfGroupName', membership(({ displayName }, wanted) => displayName === wanted)],
  ['isMemberOfGroupNameStartsWith', membership(({ displayName }, wanted) => displayName.startsWith(wanted))],
  ['isMemberOfGroupNameContains', membership(({ displayName }, wanted) => displayName.includes(wanted))],
  ['isMemberOfGroupNameRegex', gap(1, 'regular expressions')],
  ['user.getInternalProperty', scoped(1, ([name], scope) => scope.internal(String(name)))],
  ['user.getLinkedObject', scoped(1, ([name], scope, attribute) => linked(name, scope, attribute))],
  [
    'getManagerUser',
    scoped(1, (_args, scope, attribute) => (attribute === undefined ? null : scope.manager(attribute))),
  ],
  ['hasDirectoryUser', scoped(0, () => false)],
  ['hasWorkdayUser', scoped(0, () => false)],
  ['findDirectoryUser', scoped(0, () => null)],
  ['findWorkdayUser', scoped(0, () => null)],
  ...['toAlpha2', 'toAlpha3', 'toNumeric', 'toName'].map((name): [string, ElFunction] => [
    `Iso3166Convert.${name}`,
    gap(1, 'there is no table of countries'),
  ]),
  ...['now', 'fromWindowsToIso8601', 'fromUnixToIso8601', 'fromStringToIso8601', 'fromIso8601ToWindows'].map(
    (name): [string, ElFunction] => [`Time.${name}`, gap(2, 'there are no vectors for it')],
  ),
])

function fn(least: number, most: number, call: ElFunction['call']): ElFunction {
  return { arity: [least, most], call }
}

function scoped(count: number, call: ElFunction['call']): ElFunction {
  return fn(count, count, call)
}

function gap(most: number, why: string): ElFunction {
  return { arity: [0, most], gap: why, call: () => null }
}

/** A function of texts: null among them is an error (inferred). */
function texts(least: number, most: number, call: (args: readonly string[]) => Value): ElFunction {
  return fn(least, most, (args) => call(args.map(toText)))
}

function membership(fits: (group: Scope['groups'][number], wanted: string) => boolean): ElFunction {
  return scoped(1, ([wanted], { groups }) => groups.some((group) => fits(group, String(wanted))))
}

function linked(name: Value | undefined, scope: Scope, attribute: string | undefined): Value {
  if (name !== 'manager') throw new TypeError(`there is no linked object "${String(name)}"`)
  return attribute === undefined ? null : scope.manager(attribute)
}

/** The value of the first key, in the order given, that the input contains. */
function stringSwitch([input = '', otherwise = '', ...pairs]: readonly string[]): Value {
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    if (input.includes(pairs[at] ?? '')) return pairs[at + 1] ?? ''
  }
  return otherwise
}

function substring([text, start, end]: readonly Value[]): Value {
  const whole = toText(text ?? null)
  const from = toNumber(start)
  const to = end === undefined ? whole.length : toNumber(end)
  if (from < 0 || to > whole.length || from > to) {
    throw new TypeError(`substring from ${from} to ${to} is outside "${whole}"`)
  }
  return whole.slice(from, to)
}

function after(text: string, mark: string): string {
  const at = text.indexOf(mark)
  return at < 0 ? '' : text.slice(at + mark.length)
}

function before(text: string, mark: string): string {
  const at = text.indexOf(mark)
  return at < 0 ? text : text.slice(0, at)
}

function itemAt(list: readonly Value[], at: Value | undefined): Value {
  const index = toNumber(at)
  const item = list[index]
  if (item === undefined) throw new TypeError(`the array has no item ${index}`)
  return item
}

/** An array; a text counts as comma-separated values, null as none. */
function toList(value: Value | undefined): readonly Value[] {
  if (value === null || value === undefined) return []
  if (typeof value === 'string') return value === '' ? [] : value.split(',')
  return typeof value === 'object' ? value : [value]
}

function toText(value: Value): string {
  if (value === null) throw new TypeError('null is no text')
  return typeof value === 'object' ? value.map(String).join(',') : String(value)
}

function toNumber(value: Value | undefined): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || Number.isNaN(number)) throw new TypeError(`"${String(value)}" is no number`)
  return number
}
