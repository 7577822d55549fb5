import { createSigner, createVerifier, type PrivateKeyInput, type Signer, type Verifier } from '@wxdp/auth'
import { SandboxError } from '../errors.ts'
import type { SandboxFetch } from '../http/fetch.ts'
import type { Caller } from '../identities/identity.ts'

/** What `createClient` of `@wxdp/fetch` takes. */
export interface SandboxClientOptions {
  readonly signer: Signer
  readonly verifier: Verifier
  readonly fetch: SandboxFetch
  readonly sandbox: true
}

/** What `createHandler` and `createReceiver` of `@wxdp/notify` need to verify and open callbacks. */
export interface SandboxHandlerSettings {
  readonly verifier: Verifier
  readonly apiV3Key: string
}

/** The private key of a caller that brought a key of its own: the sandbox knows only the public one. */
export interface OwnPrivateKey {
  readonly privateKey: PrivateKeyInput
}

/** @throws {SandboxError} `SANDBOX_PRIVATE_KEY_MISSING` */
export function createCallerSigner(
  { identity, credentials }: Caller,
  now: () => number,
  own?: OwnPrivateKey,
): Signer {
  const { kind, id, serialNo } = identity
  const privateKey = own?.privateKey ?? credentials.privateKey
  if (privateKey === undefined) {
    throw new SandboxError(
      'SANDBOX_PRIVATE_KEY_MISSING',
      `The sandbox knows only the public key of ${id}. Pass your private key: clientOptions({ privateKey }).`,
    )
  }
  return createSigner({ ...(kind === 'brand' ? { brandId: id } : { mchid: id }), serialNo, privateKey, now })
}

/** Verifies what the sandbox signs with any of its keys. */
export function createCallerVerifier({ identity }: Caller, now: () => number): Verifier {
  return createVerifier({ keys: identity.platformKeys.keyring, now, sandbox: true })
}
