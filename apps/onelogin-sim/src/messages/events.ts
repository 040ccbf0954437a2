/** Id of an event type. */
export type EventId =
  | 1
  | 2
  | 4
  | 17
  | 21
  | 32
  | 48
  | 50
  | 51
  | 52
  | 53
  | 54
  | 55
  | 56
  | 59
  | 60
  | 61
  | 62
  | 63
  | 64
  | 65
  | 66
  | 124
  | 125

/**
 * OneLogin's event types that provisioning writes, by id.
 * The ids and what they stand for are from a public SDK of OneLogin (other people's captures); the words are this
 * simulator's own, since no literal text of a provisioning message was found.
 */
export const EVENTS: Readonly<Record<EventId, string>> = {
  1: 'app added to role',
  2: 'app removed from role',
  4: 'role assigned to user',
  17: 'user deleted',
  21: 'user suspended',
  32: 'user reactivated',
  48: 'user imported',
  50: 'rejected',
  51: 'user created in app',
  52: 'user updated in app',
  53: 'user suspended in app',
  54: 'user reactivated in app',
  55: 'user deleted in app',
  56: 'unmatched users',
  59: 'user linked in app',
  60: 'deprovision mode is Do Nothing',
  61: 'suspension failed',
  62: 'reactivation failed',
  63: 'deletion failed',
  64: 'creation failed',
  65: 'update failed',
  66: 'no users to import',
  124: 'entitlement cache activity',
  125: 'new entitlement created or failed',
}

/** An event as a reason shows it. */
export function eventText(id: EventId): string {
  return `event ${id}, ${EVENTS[id]}`
}
