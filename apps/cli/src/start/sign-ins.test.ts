import type { PrintedLink } from '@scimulator/admin-api'
import { expect, it } from 'vitest'
import { signInTable } from './sign-ins.ts'

const link = (team: string, role: PrintedLink['role']): PrintedLink => ({
  team,
  role,
  personId: 'p',
  userName: `${role}@${team}.example`,
  url: `http://l/teams/${team}/enter?key=K`,
  expiresAt: '2027-01-01T00:10:00.000Z',
})

it('shows one line for each person, and nothing where nobody can come by a link', () => {
  const text = signInTable([link('acme', 'owner'), link('initech', 'member')])
  expect(text.split('\n').filter((line) => line.includes('/enter?key=K'))).toHaveLength(2)
  expect(text).toContain('sign-in-link --team TEAM')
  expect(signInTable([])).toBe('')
})
