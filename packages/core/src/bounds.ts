export type { Deadline } from './deadline.ts'
export { startDeadline } from './deadline.ts'
export type { ReadOptions } from './read-bytes.ts'
export { readBytes } from './read-bytes.ts'
