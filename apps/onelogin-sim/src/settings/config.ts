import type { ApprovalBox } from '../app/console.ts'
import type { KnobValue } from '../evidence/knobs.ts'
import type { AttributeName } from '../rules/attributes.ts'
import type { Mapping, Rule } from '../rules/rule.ts'

/** What a parameter takes: an attribute, a text with macros, or nothing. */
export type ParameterSource =
  | { readonly kind: 'attribute'; readonly attribute: AttributeName }
  | { readonly kind: 'macro'; readonly text: string }
  | { readonly kind: 'none' }

/** A row of the tab Parameters. */
export interface Parameter {
  readonly name: string
  readonly source: ParameterSource
  /** Include in User Provisioning: without it the parameter has no value for the app. */
  readonly included: boolean
  /** undefined: as the knob says. */
  readonly skipIfBlank: boolean | undefined
}

/** Everything an admin edits of an app; what a document leaves out is undefined, and the knobs say. */
export interface AppConfig {
  readonly template: string | undefined
  readonly customHeaders: readonly (readonly [name: string, value: string])[]
  readonly parameters: readonly Parameter[] | undefined
  readonly rules: readonly Rule[] | undefined
  readonly mappings: readonly Mapping[]
  readonly enableProvisioning: boolean | undefined
  readonly approval: { readonly [Box in ApprovalBox]: boolean | undefined }
  readonly whenAppRemoved: KnobValue<'when-app-removed'> | undefined
  readonly whenSuspended: KnobValue<'when-suspended'> | undefined
}
