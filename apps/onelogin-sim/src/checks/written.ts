import type { JsonObject } from '@scimulator/scim-core'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import { ownText } from '../own-json.ts'
import { compareUser, type Difference, profileChanges } from './compare-user.ts'

/**
 * What came back of an account, compared with the last write. A target that has kept every profile as it was, answers of
 * 200 notwithstanding, is one difference and not one for each attribute: some products do so on purpose.
 */
export function compareWritten(app: OneLoginApp, login: Login, sent: JsonObject, got: JsonObject): Difference[] {
  const id = ownText(got, 'id') ?? ''
  const before = app.shown.accounts.get(id)
  const changes = before === undefined ? [] : profileChanges(before, sent, got)
  if (changes.some(({ applied }) => applied)) app.shown.appliesProfiles = true
  app.shown.accounts.set(id, got)
  noteUserName(login, got)
  const differences = compareUser(sent, got)
  if (before === undefined) for (const { finding } of differences) app.shown.lostAtCreate.add(finding)
  if (app.shown.appliesProfiles) return differences
  const kept = new Set(changes.filter(({ kept }) => kept).map(({ finding }) => finding))
  return differences.map(({ finding, detail }) =>
    kept.has(finding) && !app.shown.lostAtCreate.has(finding)
      ? { finding: 'profile-kept', detail: `${finding.replace('attribute-lost.', '')}: ${detail}` }
      : { finding, detail },
  )
}

/** The name the account has at the app is the one that came back, whatever was written. */
function noteUserName(login: Login, got: JsonObject): void {
  const userName = ownText(got, 'userName')
  if (userName !== undefined && userName !== '') login.userNameAtApp = userName
}
