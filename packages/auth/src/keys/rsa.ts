import { provider } from '#provider'
import type { ImportedKey, KeyRole, KeySource, RuntimeKey } from '../provider/provider.ts'
import { invalidKey } from './key-file.ts'
import { readKey, unsupportedKey } from './key-input.ts'
import type { KeySuite } from './key-suite.ts'

/** RSASSA-PKCS1-v1_5 with SHA-256 and keys of 2048 bits: WeChat Pay's default. */
export const rsa: KeySuite = {
  ...provider,
  name: 'RSA',
  readKey,
  importKey,
}

async function importKey(role: KeyRole, source: KeySource): Promise<RuntimeKey> {
  let imported: ImportedKey
  try {
    imported = await provider.importKey(role, source)
  } catch (cause) {
    throw invalidKey(role, 'damaged contents', { cause })
  }
  if (imported.bits !== 2048) throw unsupportedKey(`an RSA key of ${imported.bits} bits`)
  return imported.key
}
