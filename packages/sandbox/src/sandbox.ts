import { type SignatureHeaders, signMessage } from '@wxdp/auth/platform'
import type { PlanChange } from '@wxdp/core'
import { readBytes } from '@wxdp/core/bounds'
import { type Answer, invalidRequest, Refusal } from './answers.ts'
import { type CallbackKeys, type Deliver, type Delivery, deliverOnce, envelope } from './callbacks.ts'
import {
  type Credentials,
  hexadecimal,
  type Merchant,
  makeKeyPair,
  randomText,
  readable,
} from './credentials.ts'
import { admit, type Call } from './gate.ts'
import type { State } from './route.ts'
import { dispatch } from './routes.ts'

export interface SandboxOptions {
  /** Who may call. Default: a service provider that the sandbox makes up, with a key pair of its own. */
  readonly merchant?: Merchant
  /** 32 bytes. Default: random. */
  readonly apiV3Key?: string
  /** Puts callbacks to the URL that was set. Default: the runtime's `fetch`. */
  readonly deliver?: Deliver
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** WeChat Pay in a box. */
export interface Sandbox {
  /** What the caller needs. */
  readonly credentials: Credentials
  /** Takes a request to `api.mch.weixin.qq.com`; hand it to `createClient` as `fetch`, or serve it. */
  fetch(request: Request): Promise<Response>
  /** What WeChat Pay does by itself, or its staff by hand. */
  readonly control: SandboxControl
}

export interface SandboxControl {
  /** The callback URL in force. */
  readonly notifyUrl: string | undefined
  /**
   * Sends a `DELIVERY_PLAN.CHANGE` to the callback URL: first with a probe's signature, then truly, then once
   * more as a duplicate.
   *
   * @param change Fields left out get plausible values.
   * @returns The three deliveries; none where no URL is set.
   */
  changePlan(change: Partial<PlanChange> & Pick<PlanChange, 'plan_id'>): Promise<readonly Delivery[]>
}

const maxRequest = 1024 * 1024

/**
 * Makes a sandbox: strict where WeChat Pay is strict (signature, clock, serial, headers, fields), with keys of
 * its own and no traffic but the callbacks to the URL that was set.
 *
 * @throws {AuthError} when the merchant's serial or key, or the APIv3 key, is not one
 *
 * @example
 * const sandbox = await createSandbox()
 * const client = createClient({ signer, verifier, fetch: sandbox.fetch, sandbox: true })
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { now = Date.now, apiV3Key = randomText(32, readable) } = options
  const platform = await makeKeyPair()
  const platformSerial = `PUB_KEY_ID_${randomText(32, hexadecimal)}`
  const { merchant, privateKey } = await meet(options.merchant)
  const keys: CallbackKeys = { platformSerial, platformPrivateKey: platform.privateKey, apiV3Key }
  const state: State = { notifyUrl: undefined }

  return {
    credentials: {
      mchid: merchant.mchid,
      serialNo: merchant.serialNo,
      privateKey,
      apiV3Key,
      platformSerial,
      platformPublicKey: platform.publicKey,
    },
    async fetch(request) {
      try {
        const call = await readCall(request)
        const caller = await admit(call, { merchant, platformSerial, now })
        return await toResponse(dispatch(call, caller, state), keys, now())
      } catch (error) {
        if (error instanceof Refusal) return toResponse(error.answer, keys, now())
        throw error
      }
    },
    control: {
      get notifyUrl() {
        return state.notifyUrl
      },
      async changePlan(change) {
        const url = state.notifyUrl
        if (url === undefined) return []
        const body = await envelope({ ...typical(now()), ...change }, apiV3Key, now())
        const deliver = options.deliver ?? globalThis.fetch
        const deliveries: Delivery[] = []
        for (const kind of ['probe', 'notification', 'duplicate'] as const) {
          deliveries.push(await deliverOnce(kind, url, body, keys, now(), deliver))
        }
        return deliveries
      },
    },
  }
}

async function meet(
  known: Merchant | undefined,
): Promise<{ merchant: Merchant; privateKey: string | undefined }> {
  if (known) return { merchant: { ...known, serialNo: known.serialNo.toUpperCase() }, privateKey: undefined }
  const pair = await makeKeyPair()
  const merchant = { mchid: '1900000001', serialNo: randomText(40, hexadecimal), publicKey: pair.publicKey }
  return { merchant, privateKey: pair.privateKey }
}

function typical(now: number): Omit<PlanChange, 'plan_id'> {
  return {
    plan_state: 'DELIVERING',
    audit_state: 'PASSED',
    change_reason: '审核通过',
    modify_time: new Date(now).toISOString(),
  }
}

async function readCall(request: Request): Promise<Call> {
  const { pathname, search } = new URL(request.url)
  const body = await readBytes(request.body, { maxBytes: maxRequest }).catch(() => {
    throw invalidRequest(`The body is larger than ${maxRequest} bytes, or broke off.`, { signed: false })
  })
  return { method: request.method, target: pathname + search, headers: request.headers, body }
}

async function toResponse(
  { status, body, signed }: Answer,
  keys: CallbackKeys,
  now: number,
): Promise<Response> {
  const bytes = new TextEncoder().encode(body ? JSON.stringify(body) : '')
  const signature: Partial<SignatureHeaders> = signed
    ? await signMessage({
        body: bytes,
        serialNo: keys.platformSerial,
        privateKey: keys.platformPrivateKey,
        timestamp: Math.floor(now / 1000),
      })
    : {}
  return new Response(bytes.length > 0 ? bytes : null, {
    status,
    headers: {
      ...(bytes.length > 0 && { 'Content-Type': 'application/json; charset=utf-8' }),
      'Request-ID': `${randomText(16, hexadecimal)}-0`,
      ...signature,
    },
  })
}
