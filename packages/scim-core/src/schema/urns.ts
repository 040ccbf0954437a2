/**
 * @see RFC 7644 §10.3, RFC 7643 §10.3 the registered URIs — https://www.rfc-editor.org/rfc/rfc7643#section-10.3
 */

/** The core User schema. */
export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User'
/** The core Group schema. */
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group'
/** The Enterprise User extension. */
export const ENTERPRISE_USER_SCHEMA = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** The schema of `/ServiceProviderConfig`. */
export const SERVICE_PROVIDER_CONFIG_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'
/** The schema of the resources under `/ResourceTypes`. */
export const RESOURCE_TYPE_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType'
/** The schema of the resources under `/Schemas`. */
export const SCHEMA_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema'
/** A list of resources, the answer to every query. */
export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
/** The body of a PATCH. */
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
/** The body of every failure. */
export const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'
/** The body of a POST to `.search`. */
export const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'
/** The body of a POST to `/Bulk`. */
export const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
/** The answer to a bulk request. */
export const BULK_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'
/** Extension of ServiceProviderConfig in which our service provider lists the tolerances that are on. */
export const TOLERANCES_SCHEMA = 'urn:scimulator:params:scim:schemas:extension:2.0:Tolerances'
