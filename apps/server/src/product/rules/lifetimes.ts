const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long a session lives at most. */
export const SESSION_MS: number = 12 * HOUR
/** How long a session lives unused. */
export const SESSION_IDLE_MS: number = 8 * HOUR
/** How often the use of a session is written down at most. */
export const SESSION_TOUCH_MS: number = MINUTE
/** How long requests on their way may still come with the secret that a session had before. */
export const RENEWAL_GRACE_MS: number = 10_000
/** How long a sign-in link can be used. */
export const SIGN_IN_LINK_MS: number = 10 * MINUTE
/** How long an invitation can be accepted. */
export const INVITATION_MS: number = 7 * DAY
