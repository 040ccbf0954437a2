export {
  type Answer,
  type Behaviour,
  type Command,
  type FindingDraft,
  notSent,
  report,
  type ScimRequest,
  type StepResult,
  send,
  step,
  together,
  waitFor,
} from './behaviour/behaviour.ts'
export { asOwnCheck, OWN_CHECK } from './behaviour/own-check.ts'
export { rehearse } from './behaviour/rehearse.ts'
export { isSilent } from './behaviour/silent.ts'
export type { CliIo } from './cli/io.ts'
export { runSimulator } from './cli/run-simulator.ts'
export type { Directory, DirectoryGroup, Person } from './directory/directory.ts'
export {
  changedPerson,
  personById,
  withGroup,
  withMember,
  withoutGroup,
  withoutMember,
  withoutPerson,
  withPerson,
} from './directory/edits.ts'
export { type GenerateOptions, generateDirectory } from './directory/generate.ts'
export { type LifecyclePlan, planLifecycle } from './directory/lifecycle-plan.ts'
export type { PeopleFileProblem } from './directory/people-columns.ts'
export { type PeopleFile, readPeopleFile } from './directory/people-file.ts'
export { createRandom } from './directory/random.ts'
export { type Clock, type LaneTime, type SimulatedClock, simulatedClock, systemClock } from './driver/clock.ts'
export { type Driven, drive } from './driver/drive.ts'
export type { DriveDeps } from './driver/sender.ts'
export { BusyError, UsageError } from './errors.ts'
export { claimHeadings, countMarks } from './evidence/evidence-text.ts'
export { listEvidence } from './evidence/list-evidence.ts'
export { peekKnobs } from './evidence/watch-knobs.ts'
export {
  notScim,
  redirected,
  stoppedAnswering,
  tokenRefused,
  unreachable,
  waitTooLong,
} from './findings/target-findings.ts'
export { type BaseUrl, parseBaseUrl } from './http/base-url.ts'
export {
  createWireClient,
  type WireClient,
  type WireClientOptions,
  type WireRequest,
  type WireResult,
} from './http/wire-client.ts'
export { certificateLines } from './idp/saml/certificate-lines.ts'
export { guid } from './idp/saml/ids.ts'
export { instant, instantOfSeconds, minutesAfter } from './idp/saml/instant.ts'
export { AUTHN_CONTEXT, BINDING, NAME_ID_FORMAT, NAMESPACE, SAML } from './idp/saml/names.ts'
export { type SignatureForm, type SigningKey, signXml } from './idp/saml/sign.ts'
export { element, escapeXml, inRow, type Xml, type XmlAttributes } from './idp/saml/xml.ts'
export type {
  AuthnRequest,
  CertificateForm,
  Refusal,
  ResponseContext,
  ResponseForm,
  SignOn,
  SignOnAddresses,
  SignOnApp,
  SignOnAppName,
  SignOnContext,
  SignOnPerson,
  Start,
  VendorPage,
} from './idp/sign-on.ts'
export { nearest, unknownWord } from './nearest.ts'
export type {
  ActionOption,
  ActionOrder,
  ActionSubject,
  AdminAction,
  PreparedAction,
} from './profile/admin-action.ts'
export type { AppSettings, SettingsProblem } from './profile/app-settings.ts'
export type {
  AppState,
  Connection,
  ConnectionInput,
  DirectoryChange,
  Evidence,
  HeaderContext,
  Knob,
  Profile,
  Quirk,
  Random,
  RequestShape,
  RetryDecision,
  Scenario,
  ScenarioContext,
  TransportRule,
  Vendor,
} from './profile/profile.ts'
export type { CaseResult, Rehearsal, RehearsalCase } from './profile/rehearsal.ts'
export { createMasker, type Masker } from './recorder/mask.ts'
export { createRecorder, type EventSink, type Recorder, type RecorderOptions } from './recorder/recorder.ts'
export {
  type Assertion,
  asserts,
  contains,
  equals,
  equalsText,
  hasStatus,
  isNumber,
  judge,
  notEmpty,
  type Response,
  valueAt,
} from './rehearsal/assertions.ts'
export {
  type Collector,
  createCollector,
  type KeptExchanges,
  type RunHead,
  type RunRecord,
} from './report/collect.ts'
export { type ReportFormat, renderReport, reportFormats } from './report/formats.ts'
export { plainLine } from './report/text.ts'
export { describeVendor } from './run/select.ts'
export { type RunPlan, type StartedRun, startRun } from './run/start-run.ts'
export { type LoadedScenario, loadScenario, type ScenarioText } from './scenario/load-scenario.ts'
export { selectScenario } from './scenario/select-scenario.ts'
