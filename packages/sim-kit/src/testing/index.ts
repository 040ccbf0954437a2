export { type CannedAnswer, type Played, play } from './play.ts'
