export type { Deadline } from './deadline.ts'
export { startDeadline } from './deadline.ts'
export type { ReadOptions } from './read-bytes.ts'
export { BodyTooLarge, readBytes } from './read-bytes.ts'
