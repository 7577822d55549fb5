export type { Deliver, Delivery } from './callbacks.ts'
export type { Credentials, Merchant } from './credentials.ts'
export type { Sandbox, SandboxControl, SandboxOptions } from './sandbox.ts'
export { createSandbox } from './sandbox.ts'
