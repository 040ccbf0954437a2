import type { Check } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ATTRIBUTE_CHECKS } from './attributes.ts'
import { AUTHENTICATION_CHECKS } from './authentication.ts'
import { BULK_CHECKS } from './bulk.ts'
import { BULK_LIMIT_CHECKS } from './bulk-limits.ts'
import { BULK_PROCESSING_CHECKS } from './bulk-processing.ts'
import { BULK_REFERENCE_CHECKS } from './bulk-references.ts'
import { BULK_RESULT_CHECKS } from './bulk-results.ts'
import { CACHING_CHECKS } from './caching.ts'
import { CONFIGURATION_CHECKS } from './configuration.ts'
import { CREATE_CHECKS } from './create.ts'
import { CURSOR_CHECKS } from './cursor.ts'
import { CURSOR_ERROR_CHECKS } from './cursor-errors.ts'
import { DELETE_CHECKS } from './delete.ts'
import { DISCOVERY_CHECKS } from './discovery.ts'
import { KEYWORD_CHECKS } from './error-keywords.ts'
import { ERROR_CHECKS } from './errors.ts'
import { EXTENSION_CHECKS } from './extensions.ts'
import { FILTER_CHECKS } from './filter.ts'
import { FILTER_GRAMMAR_CHECKS } from './filter-grammar.ts'
import { FILTER_PATH_CHECKS } from './filter-paths.ts'
import { MEDIA_TYPE_CHECKS } from './http.ts'
import { PAGING_CHECKS } from './list.ts'
import { ME_CHECKS } from './me.ts'
import { MEMBERSHIP_CHECKS } from './memberships.ts'
import { MUTABILITY_CHECKS } from './mutability.ts'
import { PASSWORD_CHECKS } from './password.ts'
import { PATCH_CHECKS } from './patch.ts'
import { ADD_CHECKS } from './patch-add.ts'
import { PATCH_PATH_CHECKS } from './patch-paths.ts'
import { REMOVE_CHECKS } from './patch-remove.ts'
import { CHANGE_CHECKS } from './patch-replace.ts'
import { PATCH_VALUE_CHECKS } from './patch-values.ts'
import { PROJECTION_CHECKS } from './projection.ts'
import { REFERENCE_CHECKS } from './references.ts'
import { REPLACE_CHECKS } from './replace.ts'
import { REPLACE_REFUSED_CHECKS } from './replace-refused.ts'
import { RESOURCE_CHECKS } from './resources.ts'
import { RETRIEVE_CHECKS } from './retrieve.ts'
import { RETURNED_CHECKS } from './returned.ts'
import { SCHEMA_CHECKS } from './schemas.ts'
import { SEARCH_CHECKS } from './search.ts'
import { ROOT_SEARCH_CHECKS } from './search-root.ts'
import { SECURITY_CHECKS } from './security.ts'
import { SORT_CHECKS } from './sort.ts'
import { TENANCY_CHECKS } from './tenancy.ts'
import { USER_VALUE_CHECKS } from './user-values.ts'
import { VALUE_TYPE_CHECKS } from './value-types.ts'
import { VERSION_CHECKS } from './versioning.ts'

/** Groups whose checks need no User. */
const WITHOUT_USERS = new Set(['D'])

/** Every check, in the order they run. */
export const ALL_CHECKS: readonly Check[] = [
  ...CONFIGURATION_CHECKS,
  ...DISCOVERY_CHECKS,
  ...SCHEMA_CHECKS,
  ...ATTRIBUTE_CHECKS,
  ...VALUE_TYPE_CHECKS,
  ...EXTENSION_CHECKS,
  ...MUTABILITY_CHECKS,
  ...RETURNED_CHECKS,
  ...RESOURCE_CHECKS,
  ...REFERENCE_CHECKS,
  ...MEMBERSHIP_CHECKS,
  ...USER_VALUE_CHECKS,
  ...PASSWORD_CHECKS,
  ...CREATE_CHECKS,
  ...RETRIEVE_CHECKS,
  ...FILTER_CHECKS,
  ...FILTER_GRAMMAR_CHECKS,
  ...FILTER_PATH_CHECKS,
  ...SORT_CHECKS,
  ...PAGING_CHECKS,
  ...CURSOR_CHECKS,
  ...CURSOR_ERROR_CHECKS,
  ...PROJECTION_CHECKS,
  ...SEARCH_CHECKS,
  ...ROOT_SEARCH_CHECKS,
  ...REPLACE_CHECKS,
  ...REPLACE_REFUSED_CHECKS,
  ...PATCH_CHECKS,
  ...PATCH_PATH_CHECKS,
  ...PATCH_VALUE_CHECKS,
  ...ADD_CHECKS,
  ...REMOVE_CHECKS,
  ...CHANGE_CHECKS,
  ...DELETE_CHECKS,
  ...BULK_CHECKS,
  ...BULK_RESULT_CHECKS,
  ...BULK_PROCESSING_CHECKS,
  ...BULK_REFERENCE_CHECKS,
  ...BULK_LIMIT_CHECKS,
  ...ME_CHECKS,
  ...VERSION_CHECKS,
  ...CACHING_CHECKS,
  ...ERROR_CHECKS,
  ...KEYWORD_CHECKS,
  ...MEDIA_TYPE_CHECKS,
  ...AUTHENTICATION_CHECKS,
  ...SECURITY_CHECKS,
  ...TENANCY_CHECKS,
].map((check) =>
  check.requires === undefined && !WITHOUT_USERS.has(check.group) ? { ...check, requires: needs() } : check,
)
