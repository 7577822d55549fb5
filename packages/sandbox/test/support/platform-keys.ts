import type { SandboxPlatform } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'

const { privateKey } = keys.platform

/** WeChat Pay's keys as a user gives them. */
export const platform: SandboxPlatform = {
  serialNo: 'PUB_KEY_ID_SANDBOX0114232134912410000',
  privateKey,
  authorityKey: keys.root.privateKey,
  certificateKeys: [keys.platformCertificate.privateKey],
}

/** A source of bytes that repeats, however often it is made. */
export function createBytes(): (length: number) => Uint8Array {
  let next = 0
  return (length) => Uint8Array.from({ length }, () => (next++ * 73) % 256)
}

/** The same, with bytes that look random and do not repeat soon. */
export function seededBytes(): (length: number) => Uint8Array {
  let state = 20261129
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  }
  return (length) => Uint8Array.from({ length }, next)
}
