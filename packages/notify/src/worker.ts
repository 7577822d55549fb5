export type { CallbackWorker, WorkerHost } from './receive/worker.ts'
export { createWorker } from './receive/worker.ts'
