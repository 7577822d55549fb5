import * as provider from '#provider'
import type { KeySource, RsaSource, RuntimeKey } from '../provider/provider.ts'
import { type KeyNeed, notNeeded } from './key-errors.ts'
import { readKey } from './key-input.ts'
import type { KeySuite } from './key-suite.ts'
import { readRsaFile, unsupportedKey } from './rsa-file.ts'

/** RSASSA-PKCS1-v1_5 with SHA-256 and keys of 2048 bits: WeChat Pay's default. */
export const rsa: KeySuite = /* @__PURE__ */ rsaOf(readKey)

/** The same for keys that are files: a bundle of it has no code for the other forms. */
export const rsaOfFiles: KeySuite = /* @__PURE__ */ rsaOf(readRsaFile)

function rsaOf(read: KeySuite['readKey']): KeySuite {
  return { name: 'RSA', readKey: read, importKey, sign: provider.sign, verify: provider.verify }
}

async function importKey(need: KeyNeed, source: KeySource): Promise<RuntimeKey> {
  if (source.bits !== 2048) throw unsupportedKey(`an RSA key of ${source.bits} bits`)
  try {
    return await provider.importKey(need.role, source as RsaSource)
  } catch (cause) {
    throw notNeeded('damaged contents', need, { cause })
  }
}
