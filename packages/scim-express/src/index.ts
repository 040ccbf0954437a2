export { createScimRouter } from './create-scim-router.ts'
export type { ScimExchange } from './exchange.ts'
export type { HookEvent, LifecycleHooks, MembershipChange } from './hooks.ts'
export { DEFAULT_LIMITS, type Principal, type ScimLimits, type ScimRouterOptions } from './options.ts'
