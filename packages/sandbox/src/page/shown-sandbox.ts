import type { Sandbox } from '../box/sandbox.ts'

/** The parts of a sandbox that the page shows and controls. */
export type ShownSandbox = Pick<Sandbox, 'fetch' | 'control'> & {
  readonly credentials: Pick<Sandbox['credentials'], 'mchid'>
  readonly brand: Pick<Sandbox['brand'], 'brandId'>
}
