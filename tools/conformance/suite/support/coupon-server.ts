// Clients of both identities whose server is a function, and the check of what they send.
import { createSigner, type Signer } from '@wxdp/auth'
import { verifyAuthorization } from '@wxdp/auth/platform'
import type { ClientOptions } from '@wxdp/fetch'
import { keys } from '@wxdp-internal/fixtures'
import type { CouponExchange } from '@wxdp-internal/fixtures/coupon-exchanges'
import { alike, equal } from '../../harness/index.ts'
import { text } from './bytes.ts'
import { now, signer, verifier } from './platform.ts'

export type Caller = CouponExchange['endpoint']['caller']

const { brandId } = keys.brand
const { mchid } = keys.merchant
const signers: Readonly<Record<Caller, Signer>> = {
  mchid: signer,
  brand_id: createSigner({
    brandId,
    serialNo: keys.brand.serialNo,
    privateKey: keys.brand.privateKey,
    now,
  }),
}
const owners = {
  mchid: { ...keys.merchant, id: mchid, scheme: 'WECHATPAY2-SHA256-RSA2048' },
  brand_id: { ...keys.brand, id: brandId, scheme: 'WECHATPAY-BRAND-SHA256-RSA2048' },
} as const

/** A request as the server has it: its bytes after the runtime's own `Request` has carried them. */
export interface ReceivedRequest {
  readonly method: string
  readonly host: string
  /** Path and query. */
  readonly target: string
  readonly headers: Headers
  readonly body: Uint8Array
}

export interface CouponServer {
  readonly options: ClientOptions
  readonly requests: ReceivedRequest[]
}

/** Options of a client, and what was received from it. It waits no time before a retry. */
export function couponServer(
  caller: Caller,
  respond: (request: ReceivedRequest, nth: number) => Promise<Response>,
  more: Partial<ClientOptions> = {},
): CouponServer {
  const requests: ReceivedRequest[] = []
  const options: ClientOptions = {
    signer: signers[caller],
    verifier,
    wait: async () => {},
    async fetch(...sent) {
      const request = new Request(...sent)
      const { host, pathname, search } = new URL(request.url)
      const received = {
        method: request.method,
        host,
        target: pathname + search,
        headers: request.headers,
        body: new Uint8Array(await request.arrayBuffer()),
      }
      requests.push(received)
      return respond(received, requests.length)
    },
    ...more,
  }
  return { options, requests }
}

/** Expects the signature of this caller over these bytes. */
export async function signedBy(
  caller: Caller,
  { method, target, headers }: Pick<ReceivedRequest, 'method' | 'target' | 'headers'>,
  body: Uint8Array,
): Promise<void> {
  const { scheme, id, serialNo, publicKey } = owners[caller]
  const authorization = headers.get('authorization') ?? ''
  const findKey = () => publicKey
  const signed = await verifyAuthorization({ authorization, method, target, body, findKey, now })
  alike([signed.scheme, signed.id, signed.serialNo], [scheme, id, serialNo])
}

/** Expects what a sample says: method, target and body; and the signature over them. */
export async function isAsSampled(
  { endpoint, sends, body }: Pick<CouponExchange, 'endpoint' | 'sends' | 'body'>,
  received: ReceivedRequest,
): Promise<void> {
  const { method, target, headers } = received
  equal(`${method} ${target}`, sends)
  const sent = text(received.body)
  equal(sent, body === undefined ? '' : JSON.stringify(JSON.parse(sent)))
  if (body !== undefined) same(JSON.parse(sent), body)
  alike(
    [headers.get('accept'), headers.get('content-type'), headers.get('wechatpay-serial')],
    ['application/json', body === undefined ? null : 'application/json', keys.platform.serialNo],
  )
  await signedBy(endpoint.caller, received, received.body)
}

/** The same data, whatever the order of members. */
export function same(actual: unknown, expected: unknown): void {
  alike(ordered(actual), ordered(expected))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [name, ordered(member)] as const)
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)))
}
