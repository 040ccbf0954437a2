// With --import: `express` is Express 5, which the peer range of scimmy-routers allows too.
import { registerHooks } from 'node:module'

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'express' ? next('express-5', { ...context, parentURL: import.meta.url }) : next(specifier, context),
})
