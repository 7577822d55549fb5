import { generateRsaKeyPair, type KeyPair, type MakeKeyPair } from '../identities/key-pair.ts'

const pairs = new Map<string, Promise<KeyPair>>()

/**
 * The key pair for a purpose. It is made once a process: that is most of what a sandbox costs. Serials and APIv3 keys are
 * new in each sandbox, so that none accepts what another has signed.
 */
export const pooledKeyPair: MakeKeyPair = (purpose) => {
  const pair = pairs.get(purpose) ?? generateRsaKeyPair()
  pairs.set(purpose, pair)
  return pair
}
