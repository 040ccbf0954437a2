import type { Check } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ATTRIBUTE_CHECKS } from './attributes.ts'
import { BULK_CHECKS } from './bulk.ts'
import { CREATE_CHECKS } from './create.ts'
import { CURSOR_CHECKS, ME_CHECKS } from './cursor.ts'
import { DELETE_CHECKS } from './delete.ts'
import { DISCOVERY_CHECKS } from './discovery.ts'
import { ERROR_CHECKS } from './errors.ts'
import { FILTER_CHECKS } from './filter.ts'
import { MEDIA_TYPE_CHECKS, SECURITY_CHECKS } from './http.ts'
import { PAGING_CHECKS, SORT_CHECKS } from './list.ts'
import { PATCH_CHECKS } from './patch.ts'
import { ADD_CHECKS } from './patch-add.ts'
import { REMOVE_CHECKS } from './patch-remove.ts'
import { CHANGE_CHECKS } from './patch-replace.ts'
import { PROJECTION_CHECKS } from './projection.ts'
import { REPLACE_CHECKS } from './replace.ts'
import { RESOURCE_CHECKS } from './resources.ts'
import { RETRIEVE_CHECKS } from './retrieve.ts'
import { SCHEMA_CHECKS } from './schemas.ts'
import { SEARCH_CHECKS } from './search.ts'
import { VERSION_CHECKS } from './versioning.ts'

/** Groups whose checks need no User. */
const WITHOUT_USERS = new Set(['D'])

/** Every check, in the order they run. */
export const ALL_CHECKS: readonly Check[] = [
  ...DISCOVERY_CHECKS,
  ...SCHEMA_CHECKS,
  ...ATTRIBUTE_CHECKS,
  ...RESOURCE_CHECKS,
  ...CREATE_CHECKS,
  ...RETRIEVE_CHECKS,
  ...FILTER_CHECKS,
  ...SORT_CHECKS,
  ...PAGING_CHECKS,
  ...CURSOR_CHECKS,
  ...PROJECTION_CHECKS,
  ...SEARCH_CHECKS,
  ...REPLACE_CHECKS,
  ...PATCH_CHECKS,
  ...ADD_CHECKS,
  ...REMOVE_CHECKS,
  ...CHANGE_CHECKS,
  ...DELETE_CHECKS,
  ...BULK_CHECKS,
  ...ME_CHECKS,
  ...VERSION_CHECKS,
  ...ERROR_CHECKS,
  ...MEDIA_TYPE_CHECKS,
  ...SECURITY_CHECKS,
].map((check) =>
  check.requires === undefined && !WITHOUT_USERS.has(check.group) ? { ...check, requires: needs() } : check,
)
