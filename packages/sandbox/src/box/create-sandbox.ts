import { generateRsaKeyPair } from '../identities/key-pair.ts'
import { assemble } from './assemble.ts'
import type { SandboxCallers, SandboxOptions } from './options.ts'
import type { OwnKeySandbox, Sandbox } from './sandbox.ts'
import { invalidState } from './saved-sandbox.ts'

/**
 * Creates a local WeChat Pay. It is as strict as WeChat Pay about signature, clock, serial, headers, fields and rate
 * limits, has keys of its own, and sends nothing but callbacks to the URLs that were set.
 *
 * Plans live in memory: those that the service provider creates for a brand, and those that the brand creates itself.
 *
 * @throws {AuthError} when an APIv3 key or a platform key is not valid
 * @throws {SandboxError} `SANDBOX_OPTION_INVALID`, `SANDBOX_STATE_INVALID`, `SANDBOX_STATE_VERSION`
 *
 * @example
 * const sandbox = await createSandbox()
 * const client = createClient(sandbox.clientOptions())
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandboxFor({}, options)
  if ('privateKey' in sandbox.credentials) return sandbox as Sandbox
  sandbox.close()
  // Nobody brought a key, but to the sandbox whose state it is.
  throw invalidState('its service provider has a key of its own: createSandboxFor({}, { state })')
}

/**
 * Creates a sandbox for callers that bring keys of their own. It gets no private key.
 *
 * @throws {AuthError} when a caller's public key, an APIv3 key or a platform key is not valid
 * @throws {SandboxError} `SANDBOX_OPTION_INVALID`, `SANDBOX_STATE_INVALID`, `SANDBOX_STATE_VERSION`
 *
 * @example
 * const sandbox = await createSandboxFor({ merchant: { mchid, serialNo, publicKey } })
 * const client = createClient(sandbox.clientOptions({ privateKey }))
 */
export async function createSandboxFor(
  callers: SandboxCallers,
  options: SandboxOptions = {},
): Promise<OwnKeySandbox> {
  const { sandbox } = await assemble({ callers, options, makeKeyPair: generateRsaKeyPair })
  return sandbox
}
