import { config } from 'zod'

// A strict content security policy forbids `new Function`; this keeps zod from probing for it.
config({ jitless: true })
