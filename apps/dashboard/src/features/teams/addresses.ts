import type { Team } from '@scimulator/admin-api'

/** An address of a team as an admin copies it. */
export interface Address {
  id: string
  label: string
  value: string
  note: string
}

/** The forms in which a team's SCIM address is typed into a console; the ones every client resolves come first. */
export function addressesOf(team: Pick<Team, 'name' | 'scimUrl' | 'hostUrl'>): Address[] {
  return [
    {
      id: 'complete',
      label: 'Complete address',
      value: team.scimUrl,
      note: 'Works in every client. For consoles that ask for a tenant URL or a SCIM base URL.',
    },
    {
      id: 'origin',
      label: 'Without the ending',
      value: team.scimUrl.replace(/\/scim\/v2\/?$/, ''),
      note: 'For consoles that add /scim/v2 by themselves.',
    },
    { id: 'subdomain', label: 'Subdomain', value: team.name, note: 'For consoles that build the address from a name.' },
    {
      id: 'host',
      label: 'By host',
      value: team.hostUrl,
      note: 'The same team. Browsers and our own clients resolve names under localhost; most other programs do not.',
    },
  ]
}
