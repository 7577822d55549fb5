import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { importPrivateKey } from '@wxdp/auth'
import type { SandboxMerchant } from '@wxdp/sandbox'
import type { Texts } from './texts.ts'

/** The user's own private key, and what the sandbox needs to know about it. */
export interface OwnKey {
  readonly privateKey: string
  readonly merchant: SandboxMerchant
}

/** A mistake on the command line. The demo prints the usage and exits with code 2. */
export class UsageError extends Error {}

type Options = ReturnType<typeof parseOptions>

/** @throws {UsageError} for an unknown option, and for one without a value */
export function parseOptions(args: string[]) {
  const string = { type: 'string' } as const
  const help = { type: 'boolean', short: 'h' } as const
  const options = { key: string, serial: string, mchid: string, lang: string, help }
  return orUsageError(() => parseArgs({ args, options }).values)
}

/**
 * Reads the key that the options name.
 *
 * @returns `undefined` if they name none.
 * @throws {UsageError} if the options are incomplete, or the file cannot be read
 * @throws {AuthError} if the file is not a private key
 */
export async function readOwnKey({ key, serial, mchid }: Options, texts: Texts): Promise<OwnKey | undefined> {
  if (key === undefined && serial === undefined && mchid === undefined) return undefined
  if (key === undefined || serial === undefined || mchid === undefined) throw new UsageError(texts.allOrNone)
  const privateKey = orUsageError(() => readFileSync(key, 'utf8'))
  // Throws an error that says what is wrong with the file, such as a certificate or an encrypted key.
  await importPrivateKey(privateKey)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string
  return { privateKey, merchant: { mchid, serialNo: serial, publicKey } }
}

function orUsageError<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
