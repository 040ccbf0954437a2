/** Extension of `/ServiceProviderConfig` that names the tolerances in force. */
export const TOLERANCES_SCHEMA = 'urn:scimulator:params:scim:schemas:extension:2.0:Tolerances'
