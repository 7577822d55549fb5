export type { ServedSandbox } from './node/serve.ts'
export { serveSandbox } from './node/serve.ts'
