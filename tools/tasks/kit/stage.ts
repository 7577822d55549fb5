// A sandbox for one part of a check, with settings as plain values, as a program reads them from its environment.
import { importPrivateKey } from '@wxdp/auth'
import { signMessage } from '@wxdp/auth/platform'
import {
  type CallbackContent,
  type CallbackVariant,
  createTestSandbox,
  type TestSandbox,
  type TestSandboxOptions,
} from '@wxdp/sandbox/testing'
import { keys } from '@wxdp-internal/fixtures'

/** What the code under check is called with. */
export interface TaskSettings {
  readonly mchid: string
  readonly serialNo: string
  readonly privateKey: string
  readonly apiV3Key: string
  readonly platformSerial: string
  readonly platformPublicKey: string
  /** To be passed to `createVerifier` and `createClient`. */
  readonly sandbox: true
  /** To be passed to `createClient`. */
  readonly fetch: TestSandbox['fetch']
}

/** A callback as it goes over the wire. */
export interface Sent {
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Stage {
  readonly box: TestSandbox
  readonly settings: TaskSettings
  /** @param id Of an earlier callback, to send the same notification again. */
  callback(content?: CallbackContent, variant?: CallbackVariant, again?: Sent): Promise<Sent>
  /** Signs a body with another key. */
  sign(callback: Pick<Sent, 'id' | 'body'>, key?: SigningKey): Promise<Sent>
}

interface SigningKey {
  readonly serialNo: string
  readonly privateKey: string
}

export interface StageOptions extends TestSandboxOptions {
  /** The serial of WeChat Pay's key. Default: a new one. */
  readonly platformSerial?: string
}

const { privateKey } = keys.platform

export async function stage({ platformSerial: serial, ...options }: StageOptions = {}): Promise<Stage> {
  const platform = { privateKey, ...(serial !== undefined && { serialNo: serial }) }
  const box = await createTestSandbox({ platform, ...options })
  const { mchid, serialNo, apiV3Key, platformSerial, platformPublicKey } = box.credentials
  const own = { mchid, serialNo, privateKey: box.credentials.privateKey, apiV3Key }
  const sign: Stage['sign'] = (callback, key = { serialNo: platformSerial, privateKey }) =>
    signed(callback, key)
  return {
    box,
    settings: { ...own, platformSerial, platformPublicKey, sandbox: true, fetch: box.fetch },
    sign,
    async callback(content, variant = 'genuine', again) {
      if (again) return sign(again)
      const made = await (await box.callback(content)).as(variant)
      return variant === 'genuine' ? sign({ id: made.id, body: spaced(made.body) }) : made
    },
  }
}

/** The same JSON, written as no serialiser of JavaScript writes it by default: who serialises again, fails. */
function spaced(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 1).replaceAll('": ', '" : ')
}

async function signed(
  { id, body }: Pick<Sent, 'id' | 'body'>,
  { serialNo, privateKey }: SigningKey,
): Promise<Sent> {
  const signature = await signMessage({
    body: new TextEncoder().encode(body),
    scheme: 'WECHATPAY2-SHA256-RSA2048',
    serialNo,
    privateKey: await importPrivateKey(privateKey),
    timestamp: Math.floor(Date.now() / 1000),
    nonce: crypto.randomUUID().replaceAll('-', ''),
  })
  return { id, headers: { 'Content-Type': 'application/json', ...signature }, body }
}
