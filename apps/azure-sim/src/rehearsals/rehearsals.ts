import type { Rehearsal } from '@scimulator/sim-kit'
import { galleryValidation } from './gallery/gallery.ts'
import { scimValidator } from './validator/validator.ts'

/** Microsoft's own checks of a SCIM endpoint. */
export const rehearsals: readonly Rehearsal[] = [scimValidator, galleryValidation]
