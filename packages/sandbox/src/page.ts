export type { SandboxPage, SandboxPageOptions } from './page/create-page.ts'
export { createSandboxPage } from './page/create-page.ts'
export type { ShownSandbox } from './page/shown-sandbox.ts'
