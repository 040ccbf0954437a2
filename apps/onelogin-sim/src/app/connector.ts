import type { ShapeId } from '../evidence/shapes.ts'

/** A connector of OneLogin's catalogue: what a new app starts with. */
export interface Connector {
  /** Id of the profile. */
  readonly id: string
  /** The untouched SCIM JSON Template. */
  readonly template: string
  /** Whether a new app has the parameter Groups in user provisioning. */
  readonly groups: boolean
  /** Shapes of a POST for a person with every attribute the template shows, and for one who lacks some. */
  readonly createShapes: { readonly complete: ShapeId; readonly blanks: ShapeId }
}

/**
 * The template of the SCIM v2 Enterprise connector. The schemas and the first keys are captured;
 * the keys from emails on are inferred from the documented v1.1 enterprise template.
 */
const V2_ENTERPRISE_TEMPLATE = `{
  "schemas": ["urn:scim:schemas:core:2.0", "urn:scim:schemas:extension:enterprise:2.0"],
  "userName": "{$parameters.scimusername}",
  "name": {
    "familyName": "{$user.lastname}",
    "givenName": "{$user.firstname}",
    "formatted": "{$user.display_name}"
  },
  "emails": [{ "value": "{$user.email}", "type": "work", "primary": true }],
  "title": "{$parameters.title}",
  "urn:scim:schemas:extension:enterprise:2.0": {
    "department": "{$parameters.department}",
    "manager": {
      "managerId": "{$parameters.external_manager_id}",
      "displayName": "{$user.manager_firstname} {$user.manager_lastname}"
    }
  }
}`

/**
 * The template of the SCIM v2 Core connector: the untouched one was not seen. Guides paste the RFC name of the schema; the
 * keys are inferred from the documented v1.1 core template.
 */
const V2_CORE_TEMPLATE = `{
  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
  "userName": "{$parameters.scimusername}",
  "name": {
    "givenName": "{$user.firstname}",
    "familyName": "{$user.lastname}",
    "formatted": "{$user.display_name}"
  }
}`

/** SCIM Provisioner with SAML (SCIM v2 Enterprise). */
export const V2_ENTERPRISE: Connector = {
  id: 'v2-enterprise',
  template: V2_ENTERPRISE_TEMPLATE,
  groups: true,
  createShapes: { complete: 'post-user-full', blanks: 'post-user-blanks' },
}

/** SCIM Provisioner with SAML (SCIM v2 Core). */
export const V2_CORE: Connector = {
  id: 'v2-core',
  template: V2_CORE_TEMPLATE,
  groups: true,
  createShapes: { complete: 'post-user-core', blanks: 'post-user-core' },
}

/** The app InVision V6 of the catalogue: users only, by subdomain (inferred from InVision's help). */
export const INVISION: Connector = {
  id: 'invision',
  template: V2_CORE_TEMPLATE,
  groups: false,
  createShapes: { complete: 'post-user-core', blanks: 'post-user-core' },
}
