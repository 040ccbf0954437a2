/**
 * What a credential may do. CHOICE: an attribute belongs to its resource, so whoever may read a User reads its `groups`,
 * and whoever may write a Group changes its `members`, whatever the type of what they refer to. Discovery says what the
 * service is, not what a credential may do with it, and is the same for all.
 *
 * @see RFC 7644 §2 Authentication and Authorization, §7.4 Disclosure of Sensitive Information — https://www.rfc-editor.org/rfc/rfc7644#section-2
 * @see RFC 6750 §3.1 Error Codes — https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
import { forbidden, type ResourceTypeDefinition } from '@scimulator/scim-core'
import type { ScimContext } from './context.ts'

/** What a request is about to do. */
export interface Need {
  readonly resourceType: ResourceTypeDefinition
  readonly write: boolean
  /** Whether it goes by `/Me`. */
  readonly isMe?: boolean
}

/** The scope a request lacked, as the cause of a 403. */
export class InsufficientScope {
  /** Scope tokens, separated by spaces. */
  readonly scope: string

  constructor(scope: string) {
    this.scope = scope
  }
}

/** Holds a request to what its credential may do. @throws ScimError 403. */
export function assertAllowed({ access, settings }: ScimContext, { resourceType, write, isMe = false }: Need): void {
  if (access === undefined) return
  const { name } = resourceType
  const refuse = (detail: string): Error =>
    forbidden(detail, { cause: new InsufficientScope(settings.requiredScope({ resourceType: name, write })) })
  if (!mayTouch(access.resourceTypes, name)) throw refuse(`These credentials do not allow access to ${name} resources.`)
  if (write && !access.write) throw refuse('These credentials allow reading only.')
  if (access.onlyMe === true && !isMe) throw refuse('These credentials allow access to /Me only.')
}

/** The resource types that a list over all of them may show. */
export function visibleTypes({ access, settings }: ScimContext): readonly ResourceTypeDefinition[] {
  if (access?.onlyMe === true) return []
  return settings.resourceTypes.filter(({ name }) => mayTouch(access?.resourceTypes, name))
}

function mayTouch(names: readonly string[] | undefined, name: string): boolean {
  return names === undefined || names.includes(name)
}
