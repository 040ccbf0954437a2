import type { Tolerance } from './tolerance.ts'

// Evidence: entra.md 3.2 (legacy manager).
/** The path of a PATCH may name an attribute of an extension without its URN where no other attribute has the name. */
export const UNQUALIFIED_EXTENSION_ATTRIBUTES: Tolerance<'unqualified-extension-attributes'> = {
  id: 'unqualified-extension-attributes',
  summary:
    'The path of a PATCH may name an attribute of an extension without its URN where no other attribute has the name.',
  rows: ['F-030', 'M-009'],
  evidence: 'vendor-docs',
}
