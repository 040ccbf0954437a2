export { type KnownFaults, readKnownFaults } from './known-faults.ts'
export { type Lab, type LabTeam, startLab } from './lab.ts'
export { loadVendor, playVendor } from './play-vendor.ts'
export {
  type Ended,
  endProcess,
  firstLine,
  projectRoot,
  type RunningServer,
  runCli,
  runSync,
  spawnCli,
  spawnMemoryServer,
  spawnSimulator,
  startServer,
} from './programs.ts'
export { type Rehearsed, rehearse } from './rehearse.ts'
export { type Holdings, readHoldings, sorted } from './scim-client.ts'
export { until } from './until.ts'
export { type ApiAnswer, attributeOf, createVisitor, type Page, type Visitor } from './visitor.ts'
