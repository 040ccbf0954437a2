import { runRequestSchema } from '@scimulator/admin-api'
import { describe, expect, it } from 'vitest'
import { aRun, aSimulator, aTeam } from '../../testing/records.ts'
import { cleanAddress, openForm, problemsOf, profileFields, type SyncForm, toRunRequest } from './sync-form.ts'

const other = aSimulator({ vendor: 'other-idp', defaultProfile: 'gone' })
const simulators = [aSimulator(), other]
const teams = [aTeam({ name: 'globex', vendor: 'other-idp' }), aTeam()]
const form = (changes: Partial<SyncForm> = {}): SyncForm => ({ ...openForm(simulators, teams, 'acme-idp'), ...changes })

describe('openForm', () => {
  it('opens for a vendor with its default profile and its own team', () => {
    expect(form()).toMatchObject({
      vendor: 'acme-idp',
      profile: 'second',
      scenario: 'lifecycle',
      where: 'team',
      team: 'acme',
      token: '',
    })
  })

  it('opens for the first simulator when none is named', () => {
    expect(openForm(simulators, teams, 'any').vendor).toBe('acme-idp')
  })

  it('asks for an address when there is no team', () => {
    expect(openForm(simulators, [], 'any').where).toBe('url')
  })

  it('takes over an earlier run, but never a token', () => {
    const run = aRun({ profile: 'first', scenario: 'removal', team: null, target: 'https://scim.test', seed: '41' })
    expect(openForm(simulators, teams, 'acme-idp', run)).toMatchObject({
      profile: 'first',
      scenario: 'removal',
      where: 'url',
      target: 'https://scim.test',
      seed: '41',
      token: '',
    })
  })
})

describe('profileFields', () => {
  it('falls back to what the simulator knows', () => {
    expect(profileFields(other, 'gone', 'gone')).toEqual({
      vendor: 'other-idp',
      profile: 'first',
      scenario: 'lifecycle',
    })
    expect(profileFields(undefined)).toEqual({ vendor: '', profile: '', scenario: '' })
  })
})

describe('problemsOf', () => {
  it('finds none in a form as it opens', () => {
    expect(problemsOf(form())).toEqual({})
  })

  it('asks for address and token of another server', () => {
    expect(Object.keys(problemsOf(form({ where: 'url', target: '  ' })))).toEqual(['target', 'token'])
  })

  it.each([
    ['0', false],
    ['1', true],
    ['10000', true],
    ['10001', false],
    ['1.5', false],
    ['many', false],
    ['', true],
  ])('takes %s people: %s', (users, fine) => {
    expect(problemsOf(form({ users })).users === undefined).toBe(fine)
  })
})

describe('toRunRequest', () => {
  it('names the team and no address, or the address and no team', () => {
    expect(toRunRequest(form({ token: 'left over' }))).toEqual({
      profile: 'second',
      scenario: 'lifecycle',
      trigger: 'dashboard',
      team: 'acme',
    })
    expect(
      toRunRequest(form({ where: 'url', target: ' http://h/scim/v2 ', token: 't', users: '5', groups: '0' })),
    ).toEqual({
      profile: 'second',
      scenario: 'lifecycle',
      trigger: 'dashboard',
      target: 'http://h/scim/v2',
      token: 't',
      users: 5,
      groups: 0,
    })
  })

  it('is what the API takes', () => {
    expect(runRequestSchema.safeParse(toRunRequest(form({ users: '10000', groups: '1000', seed: '7' }))).success).toBe(
      true,
    )
  })
})

describe('cleanAddress', () => {
  it('takes out what copying puts in', () => {
    expect(cleanAddress(' http://my–host/scim/v2\n')).toBe('http://my-host/scim/v2')
  })
})
