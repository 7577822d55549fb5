export type { ServedSandbox, ServeOptions } from './node/serve.ts'
export { serveSandbox } from './node/serve.ts'
