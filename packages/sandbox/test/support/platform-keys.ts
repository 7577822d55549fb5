import type { SandboxPlatform } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'

const { serialNo, privateKey } = keys.platform

/** WeChat Pay's keys as a user gives them. */
export const platform: SandboxPlatform = {
  serialNo,
  privateKey,
  authorityKey: keys.root.privateKey,
  certificateKeys: [keys.platformCertificate.privateKey],
}

/** A source of bytes that repeats, however often it is made. */
export function createBytes(): (length: number) => Uint8Array {
  let next = 0
  return (length) => Uint8Array.from({ length }, () => (next++ * 73) % 256)
}
