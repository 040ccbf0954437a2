export {
  type Ended,
  endProcess,
  firstLine,
  projectRoot,
  type RunningServer,
  runCli,
  runSync,
  spawnCli,
  startServer,
} from './programs.ts'
export { type Holdings, readHoldings, sorted } from './scim-client.ts'
