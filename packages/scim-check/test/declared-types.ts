import { GROUP, parseDeclaration, type ResourceTypeDefinition, USER } from '@scimulator/scim-core'

const DEVICE = 'urn:example:scim:schemas:2.0:Device'
const LEASE = 'urn:example:scim:schemas:extension:2.0:Lease'

/** Users, Groups, and devices that have an attribute of every kind the others lack. */
export const RESOURCE_TYPES: readonly ResourceTypeDefinition[] = parseDeclaration(
  {
    Schemas: [
      {
        id: DEVICE,
        name: 'Device',
        description: 'A device',
        attributes: [
          { name: 'serialNumber', required: true, caseExact: true, mutability: 'immutable', uniqueness: 'server' },
          { name: 'displayName' },
          { name: 'model', mutability: 'immutable' },
          { name: 'memory', type: 'integer' },
          { name: 'weight', type: 'decimal' },
          { name: 'boughtAt', type: 'dateTime' },
          { name: 'tags', multiValued: true },
          { name: 'pin', mutability: 'writeOnly', returned: 'never' },
          { name: 'notes', returned: 'request' },
          { name: 'label', returned: 'always' },
          {
            name: 'licences',
            type: 'complex',
            multiValued: true,
            subAttributes: [{ name: 'product' }, { name: 'codes', multiValued: true }],
          },
        ],
      },
      { id: LEASE, name: 'Lease', description: 'A lease', attributes: [{ name: 'contract', required: true }] },
    ],
    ResourceTypes: [
      {
        name: 'Device',
        endpoint: '/Devices',
        schema: DEVICE,
        schemaExtensions: [{ schema: LEASE, required: true }],
      },
    ],
  },
  [USER, GROUP],
)
