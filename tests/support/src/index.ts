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
  startServer,
} from './programs.ts'
export { type Holdings, readHoldings, sorted } from './scim-client.ts'
