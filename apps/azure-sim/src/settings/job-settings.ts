import type { AttributeMapping } from '../mapping/attribute-mapping.ts'
import type { ScopingFilter } from '../scoping/scoping-filter.ts'

/** `Target Object Actions`: what the job may do to objects of the target. */
export interface TargetObjectActions {
  readonly create: boolean
  readonly update: boolean
  readonly delete: boolean
}

/** One of the two rows of the Attribute Mapping page, opened. */
export interface ObjectSettings {
  /** Without references, in the table's order. */
  readonly mappings: readonly AttributeMapping[]
  /** Those that match objects, in the order they are asked for. */
  readonly matching: readonly AttributeMapping[]
  /** Whether the reference (manager, members) is mapped. */
  readonly references: boolean
  readonly sourceObjectScope: readonly ScopingFilter[]
  readonly targetObjectActions: TargetObjectActions
}

/** Options that a document may set, an admin may change, and a knob sets otherwise; the values are the knobs'. */
export type SettingsOption = 'scope' | 'deletionThreshold' | 'skipOutOfScope' | 'groupMapping'

/** The settings of a provisioning job, read out of a document. */
export interface JobSettings {
  readonly user: ObjectSettings
  readonly group: ObjectSettings
  /** What the document says of them; a knob says the rest. */
  readonly options: Partial<Readonly<Record<SettingsOption, string>>>
  /** App roles by the person's userPrincipalName in lower case; `*` is everybody else. */
  readonly appRoles: ReadonlyMap<string, readonly string[]>
  /** Where e-mails about the job go; empty: nowhere. */
  readonly notificationEmail: string
}

/** Why nothing is sent where the admin ticked an action off; undefined: it is on. */
export function switchedOff(
  { targetObjectActions }: ObjectSettings,
  action: keyof TargetObjectActions,
): string | undefined {
  const label = `${action.charAt(0).toUpperCase()}${action.slice(1)}`
  return targetObjectActions[action] ? undefined : `Target object action ${label} is off: Skipped`
}
