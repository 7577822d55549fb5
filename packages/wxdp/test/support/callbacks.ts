import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { planChangeEnvelope, type SigningOptions, signedHeaders } from '@wxdp-internal/fixtures/messages'
import { temporaryFolder } from './program.ts'

/** The settings of a sound set-up. */
export const soundEnv: Readonly<Record<string, string>> = {
  API_V3_KEY: apiV3Key,
  PLATFORM_SERIAL: keys.platform.serialNo,
  PLATFORM_PUBLIC_KEY: keys.platform.publicKey,
  SERIAL_NO: keys.merchant.serialNo,
  PRIVATE_KEY: keys.merchant.privateKey,
}

/** An envelope of WeChat Pay's, with its members in the order of its documentation. */
export async function envelope(options: Parameters<typeof planChangeEnvelope>[0] = {}): Promise<string> {
  const members = JSON.parse(await planChangeEnvelope(options))
  const { original_type, algorithm, ciphertext, associated_data, nonce } = members.resource
  return JSON.stringify({
    ...members,
    resource: { original_type, algorithm, ciphertext, associated_data, nonce },
  })
}

export interface Saved {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A callback, signed as WeChat Pay does. */
export async function signed(body?: string, options: SigningOptions = {}): Promise<Saved> {
  const text = body ?? (await envelope())
  return { headers: await signedHeaders(text, options), body: text }
}

/** The callback as raw HTTP. */
export function asHttp({ headers, body }: Saved): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST /wechatpay/plans HTTP/1.1\r\nHost: pay.example.com\r\n${lines.join('')}\r\n${body}`
}

/** A file that is gone when the test is over. */
export function fileWith(contents: string | Uint8Array, name = 'callback'): string {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, contents, { mode: 0o600 })
  return file
}
