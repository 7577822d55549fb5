import { createSigner, createVerifier, type PrivateKeyInput, type Signer, type Verifier } from '@wxdp/auth'
import type { Caller } from '../identities/identities.ts'

/** What `createClient` of `@wxdp/fetch` takes. */
export interface SandboxClientOptions {
  readonly signer: Signer
  readonly verifier: Verifier
  readonly fetch: (request: Request) => Promise<Response>
  readonly sandbox: true
}

/** The part of the settings of `createHandler` and `createReceiver` of `@wxdp/notify` that comes from WeChat Pay. */
export interface SandboxHandlerSettings {
  readonly verifier: Verifier
  readonly apiV3Key: string
}

/** The private key of a caller that brought a key of its own: the sandbox knows only the public one. */
export interface OwnPrivateKey {
  readonly privateKey: PrivateKeyInput
}

/** @throws {TypeError} when neither the sandbox made a private key nor the caller hands one over */
export function signerOf(caller: Caller, own: OwnPrivateKey | undefined, now: () => number): Signer {
  const { identity, credentials } = caller
  const { kind, id, serialNo } = identity
  const privateKey = own?.privateKey ?? credentials.privateKey
  if (privateKey === undefined) {
    throw new TypeError(
      `The sandbox knows only the public key of ${id}. Pass your private key: clientOptions({ privateKey }).`,
    )
  }
  return createSigner({ ...(kind === 'brand' ? { brandId: id } : { mchid: id }), serialNo, privateKey, now })
}

/** Verifies what the sandbox signs, with whichever of its keys. */
export function verifierOf({ identity }: Caller, now: () => number): Verifier {
  return createVerifier({ keys: identity.platform.keyring, now })
}
