export type { Check, CheckRow, Damage, Level, Outcome } from './check.ts'
export { defineChecks } from './check.ts'
export { ALL_CHECKS } from './checks/all.ts'
export type { Answer, Resource } from './client/answer.ts'
export type { Client, Operation, RequestOptions } from './client/client.ts'
export {
  type CheckExchange,
  fetchSend,
  type HeaderList,
  type Send,
  type SendRequest,
  type SendResponse,
} from './client/exchange.ts'
export { type DiscoveredType, type Discovery, FEATURES, type Feature, type Reason } from './discovery/discovery.ts'
export type { CheckContext } from './engine/context.ts'
export type { RunChecksOptions } from './engine/options.ts'
export { selectChecks } from './engine/options.ts'
export type { CheckReport, CheckResult } from './engine/report.ts'
export { problemsOf } from './engine/report.ts'
export { runChecks } from './engine/run-checks.ts'
export type { Shelf } from './engine/shelf.ts'
export type { Floor } from './engine/trial.ts'
export { CheckFailure, CheckSkip, TargetError } from './failure.ts'
export { REPORT_FORMATS, type ReportFormat, renderReport } from './report/formats.ts'
