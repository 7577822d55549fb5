import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { importPrivateKey } from '@wxdp/auth'
import type { Merchant } from '@wxdp/sandbox'
import { type Texts, textsFor } from './texts.ts'

export interface Options {
  readonly texts: Texts
  readonly help: boolean
  /** The user's own key, and what the sandbox may know of it. */
  readonly own: { readonly privateKey: string; readonly merchant: Merchant } | undefined
}

/** A mistake on the command line: shown with the usage, exit code 2. */
export class UsageError extends Error {}

export async function readOptions(args: readonly string[]): Promise<Options> {
  const { key, serial, mchid, lang, help = false } = parse(args)
  const texts = textsFor(lang ?? process.env.LC_ALL ?? process.env.LANG)
  if (key === undefined && serial === undefined && mchid === undefined) return { texts, help, own: undefined }
  if (key === undefined || serial === undefined || mchid === undefined) throw new UsageError(texts.allOrNone)
  const privateKey = read(key)
  // Says at once what is wrong with the file: a certificate, an encrypted key, no key at all.
  await importPrivateKey(privateKey)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string
  return { texts, help, own: { privateKey, merchant: { mchid, serialNo: serial, publicKey } } }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const options = {
      key: text,
      serial: text,
      mchid: text,
      lang: text,
      help: { type: 'boolean', short: 'h' },
    } as const
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
