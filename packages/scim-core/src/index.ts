export { type BulkStep, planBulk } from './bulk/plan.ts'
export { type ResolveBulkId, readReference, referencesOf, resolveReferences } from './bulk/reference.ts'
export { type BulkOperation, type BulkRequest, parseBulkRequest } from './bulk/request.ts'
export { type BulkResult, toBulkResponse } from './bulk/response.ts'
export { quote } from './errors/quote.ts'
export {
  conflict,
  expiredCursor,
  forbidden,
  internalError,
  invalidCount,
  invalidCursor,
  invalidFilter,
  invalidPath,
  invalidSyntax,
  invalidValue,
  invalidVersion,
  isScimError,
  methodNotAllowed,
  mutability,
  noTarget,
  notAcceptable,
  notFound,
  notImplemented,
  payloadTooLarge,
  preconditionFailed,
  ScimError,
  type ScimErrorFactory,
  type ScimErrorOptions,
  sensitive,
  tooMany,
  tooManyRequests,
  unauthorized,
  unavailable,
  uniqueness,
  unsupportedMediaType,
} from './errors/scim-error.ts'
export type { ScimErrorCode, ScimType } from './errors/scim-type.ts'
export type {
  AttributePath,
  CompareFilter,
  CompareOperator,
  Filter,
  LogicalFilter,
  NotFilter,
  PresentFilter,
  ValuePathFilter,
} from './filter/ast.ts'
export { compileFilter, evaluateFilter, type Predicate } from './filter/evaluate.ts'
export { narrowFilter } from './filter/narrow.ts'
export { type FilterOptions, parseFilter } from './filter/parse.ts'
export { printFilter } from './filter/print.ts'
export { resolveFilter } from './filter/resolve.ts'
export { isJsonObject, type JsonObject, type JsonValue } from './json.ts'
export { isSameJson } from './json-compare.ts'
export { toErrorBody } from './messages/error-body.ts'
export { toCursorListResponse, toListResponse } from './messages/list-response.ts'
export { applyPatch } from './patch/apply.ts'
export { type MemberEdit, type SplitOperations, splitMemberOperations } from './patch/members.ts'
export { type PatchOp, type PatchOperation, parsePatchRequest } from './patch/operation.ts'
export { parseAttributePath, printAttributePath } from './path/attribute-path.ts'
export { type PatchPath, parsePatchPath } from './path/patch-path.ts'
export {
  type ListLimits,
  type ListQuery,
  parseListQuery,
  parseProjection,
  parseSearchRequest,
  type SortOrder,
} from './query/list-query.ts'
export {
  compileProjection,
  isAttributeReturned,
  type Project,
  type Projection,
  parseAttributeList,
  projectResource,
} from './query/projection.ts'
export { sentInBody, sentInPatch } from './query/sent.ts'
export {
  compareSortKeys,
  compileSortKey,
  hasSortAttribute,
  resolveSortBy,
  type SortKey,
  sortResources,
} from './query/sort.ts'
export { COMMON_ATTRIBUTES } from './resources/common.ts'
export { GROUP } from './resources/group/resource-type.ts'
export { USER } from './resources/user/resource-type.ts'
export type { AttributeDefinition, AttributeType } from './schema/attribute.ts'
export { parseDeclaration } from './schema/declaration.ts'
export { DeclarationError } from './schema/declaration-error.ts'
export { type AttributeOptions, defineAttribute, defineReference } from './schema/define.ts'
export { resourceTypeToResource, schemasToResource } from './schema/discovery.ts'
export {
  allSchemas,
  canonicalPath,
  type FoundAttribute,
  findAttribute,
  findSchema,
  findSubAttribute,
} from './schema/find-attribute.ts'
export { parseAttributeValue } from './schema/parse-value.ts'
export type { ResourceTypeDefinition, SchemaDefinition, SchemaExtension } from './schema/schema.ts'
export {
  BULK_REQUEST,
  BULK_RESPONSE,
  ENTERPRISE_USER_SCHEMA,
  ERROR,
  GROUP_SCHEMA,
  LIST_RESPONSE,
  PATCH_OP,
  RESOURCE_TYPE_SCHEMA,
  SCHEMA_SCHEMA,
  SEARCH_REQUEST,
  SERVICE_PROVIDER_CONFIG_SCHEMA,
  TOLERANCES_SCHEMA,
  USER_SCHEMA,
} from './schema/urns.ts'
export { compareKey, compareKeys, textKey } from './text/compare-key.ts'
export { parseDateTime } from './text/date-time.ts'
export { TOLERANCES, type ToleranceId } from './tolerance/list.ts'
export type { Evidence, Tolerance } from './tolerance/tolerance.ts'
export { createTolerances, type Tolerances } from './tolerance/tolerances.ts'
export { type ParseResourceOptions, parseResource } from './validate/parse-resource.ts'
export { schemasOf } from './validate/schemas.ts'
export { matchesETag, toETag } from './version/etag.ts'
