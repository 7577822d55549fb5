import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { importPrivateKey } from '@wxdp/auth'
import type { SandboxMerchant } from '@wxdp/sandbox'
import { type Texts, textsFor } from './texts.ts'

export interface Options {
  readonly texts: Texts
  readonly help: boolean
  /** The user's own private key, and what the sandbox needs to know about it. */
  readonly own: { readonly privateKey: string; readonly merchant: SandboxMerchant } | undefined
}

/** A mistake on the command line. The demo prints the usage and exits with code 2. */
export class UsageError extends Error {}

export async function readOptions(args: readonly string[]): Promise<Options> {
  const { key, serial, mchid, lang, help = false } = parse(args)
  const texts = textsFor(lang ?? process.env.LC_ALL ?? process.env.LANG)
  if (key === undefined && serial === undefined && mchid === undefined) return { texts, help, own: undefined }
  if (key === undefined || serial === undefined || mchid === undefined) throw new UsageError(texts.allOrNone)
  const privateKey = read(key)
  // Throws an error that says what is wrong with the file, such as a certificate or an encrypted key.
  await importPrivateKey(privateKey)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string
  return { texts, help, own: { privateKey, merchant: { mchid, serialNo: serial, publicKey } } }
}

function parse(args: readonly string[]) {
  const string = { type: 'string' } as const
  try {
    const options = {
      key: string,
      serial: string,
      mchid: string,
      lang: string,
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
