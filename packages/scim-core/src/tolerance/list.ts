import { CAPITALISED_OP } from './capitalised-op.ts'
import { CORE_URI_AS_KEY } from './core-uri-as-key.ts'
import { CREATE_MISSING_VALUE_PATH } from './create-missing-value-path.ts'
import { DOTTED_KEYS } from './dotted-keys.ts'
import { MANAGER_AS_STRING } from './manager-as-string.ts'
import { MISSING_SCHEMAS } from './missing-schemas.ts'
import { MISSPELT_SCHEMA_URIS } from './misspelt-schema-uris.ts'
import { MULTI_VALUED_PLAIN_STRINGS } from './multi-valued-plain-strings.ts'
import { NULL_OR_EMPTY_AS_UNASSIGNED } from './null-or-empty-as-unassigned.ts'
import { PATCH_VALUE_ARRAY_FOR_REMOVE } from './patch-value-array-for-remove.ts'
import { READ_ONLY_IN_VALUE } from './read-only-in-value.ts'
import { SINGLE_VALUE_FOR_MULTI_VALUED } from './single-value-for-multi-valued.ts'
import { STRING_BOOLEANS } from './string-booleans.ts'
import type { Tolerance } from './tolerance.ts'
import { UNKNOWN_ATTRIBUTES } from './unknown-attributes.ts'
import { UNKNOWN_SCHEMAS } from './unknown-schemas.ts'
import { UNQUALIFIED_EXTENSION_ATTRIBUTES } from './unqualified-extension-attributes.ts'
import { VALUE_PATH_SUB_ATTRIBUTE_IN_FILTER } from './value-path-sub-attribute-in-filter.ts'

/** Every tolerance there is. Strict is none of them. */
export const TOLERANCES: readonly Tolerance[] = [
  STRING_BOOLEANS,
  CAPITALISED_OP,
  PATCH_VALUE_ARRAY_FOR_REMOVE,
  READ_ONLY_IN_VALUE,
  UNKNOWN_ATTRIBUTES,
  UNKNOWN_SCHEMAS,
  DOTTED_KEYS,
  CREATE_MISSING_VALUE_PATH,
  SINGLE_VALUE_FOR_MULTI_VALUED,
  MULTI_VALUED_PLAIN_STRINGS,
  MISSPELT_SCHEMA_URIS,
  CORE_URI_AS_KEY,
  MANAGER_AS_STRING,
  NULL_OR_EMPTY_AS_UNASSIGNED,
  MISSING_SCHEMAS,
  UNQUALIFIED_EXTENSION_ATTRIBUTES,
  VALUE_PATH_SUB_ATTRIBUTE_IN_FILTER,
]

/** The id of a tolerance. */
export type ToleranceId =
  | (typeof STRING_BOOLEANS)['id']
  | (typeof CAPITALISED_OP)['id']
  | (typeof PATCH_VALUE_ARRAY_FOR_REMOVE)['id']
  | (typeof READ_ONLY_IN_VALUE)['id']
  | (typeof UNKNOWN_ATTRIBUTES)['id']
  | (typeof UNKNOWN_SCHEMAS)['id']
  | (typeof DOTTED_KEYS)['id']
  | (typeof CREATE_MISSING_VALUE_PATH)['id']
  | (typeof SINGLE_VALUE_FOR_MULTI_VALUED)['id']
  | (typeof MULTI_VALUED_PLAIN_STRINGS)['id']
  | (typeof MISSPELT_SCHEMA_URIS)['id']
  | (typeof CORE_URI_AS_KEY)['id']
  | (typeof MANAGER_AS_STRING)['id']
  | (typeof NULL_OR_EMPTY_AS_UNASSIGNED)['id']
  | (typeof MISSING_SCHEMAS)['id']
  | (typeof UNQUALIFIED_EXTENSION_ATTRIBUTES)['id']
  | (typeof VALUE_PATH_SUB_ATTRIBUTE_IN_FILTER)['id']
