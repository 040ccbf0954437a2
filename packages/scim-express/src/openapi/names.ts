import type { ResourceTypeDefinition } from '@scimulator/scim-core'

/** What the document calls a resource type and what belongs to it. */
export interface TypeNames {
  readonly resourceType: ResourceTypeDefinition
  /** Component of a resource as the service shows it: `User`. */
  readonly shown: string
  /** Component of a resource as a client sends it: `UserInput`. */
  readonly sent: string
  /** Component of a list: `UserList`. */
  readonly list: string
  /** End of the operationIds about one resource: `User`. */
  readonly one: string
  /** End of the operationIds about all of them, and the tag: `Users`. */
  readonly many: string
}

/** Names the resource types, none like another or like one of `taken`. A component's name has letters, digits and `_` only. */
export function nameTypes(resourceTypes: readonly ResourceTypeDefinition[], taken: readonly string[]): TypeNames[] {
  const components = new Set(taken)
  const words = new Set(['Resources', 'ResourceType', 'ResourceTypes', 'Schema', 'Schemas', 'Me'])
  return resourceTypes.map((resourceType) => {
    const one = claim(toIdentifier(resourceType.name), words)
    const plural = toIdentifier(resourceType.endpoint)
    return {
      resourceType,
      shown: claim(one, components),
      sent: claim(`${one}Input`, components),
      list: claim(`${one}List`, components),
      one,
      many: plural === one ? claim(`${plural}s`, words) : claim(plural, words),
    }
  })
}

function claim(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`
  taken.add(name)
  return name
}

function toIdentifier(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join('') || 'Resource'
}
