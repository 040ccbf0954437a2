import type { Node } from './ast.ts'
import { ExpressionError } from './expression-error.ts'
import { functionOf } from './functions.ts'
import { OKTA_ATTRIBUTES } from './profile.ts'

const APP_USER = new Set(['userName', 'email', 'givenName', 'familyName'])
const roots: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['user', OKTA_ATTRIBUTES],
  ['appuser', APP_USER],
  ['app', new Set(['name'])],
  ['org', new Set(['name', 'subDomain'])],
])

/** Whether an expression may start with this root. `idpuser` has no place in a push. */
export function isRoot(name: string): boolean {
  return roots.has(name)
}

/** What is wrong with a property of a root, if something is. */
export function propertyProblem(root: string, name: string): string | undefined {
  if (roots.get(root)?.has(name) === true) return undefined
  return root === 'user' ? `The Okta profile has no attribute "${name}"` : `"${root}" has no "${name}"`
}

/** Checks that a function exists and takes so many arguments. @throws ExpressionError */
export function checkCall(name: string, count: number, offset: number): void {
  const known = functionOf(name)
  if (known === undefined) throw new ExpressionError(`There is no function ${name}`, offset)
  if (known.gap !== undefined) throw new ExpressionError(`${name} is not simulated: ${known.gap}`, offset)
  const [least, most] = known.arity
  if (count < least || count > most) {
    const wanted =
      most === Number.POSITIVE_INFINITY ? `at least ${least}` : least === most ? least : `${least} to ${most}`
    throw new ExpressionError(`${name} takes ${wanted} arguments, not ${count}`, offset)
  }
}

/** Okta takes no conversion, array or time functions inside a condition. @throws ExpressionError */
export function refuseInCondition(node: Node): void {
  if (node.kind === 'call' && /^(?:Arrays|Convert|Time)\./.test(node.name)) {
    throw new ExpressionError(`Okta takes no ${node.name.split('.')[0]} functions inside a condition`, node.offset)
  }
  for (const child of childrenOf(node)) refuseInCondition(child)
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'list':
      return node.items
    case 'call':
      return node.args
    case 'index':
      return [node.of, node.at]
    case 'not':
      return [node.of]
    case 'binary':
      return [node.left, node.right]
    // The condition of a condition was looked at when it was read.
    case 'ternary':
      return [node.yes, node.no]
    default:
      return []
  }
}
