// Names that an `@example` may use without declaring them.
import type { PublicKey, Signer, VerifiedBytes, VerifiedMessage, Verifier } from '@wxdp/auth'
import type { DeliveryPlan, Notification, NotificationEnvelope, PlanChange } from '@wxdp/core'
import type { ProductCoupon, Stock, UserCoupon } from '@wxdp/core/coupon'
import type { Client } from '@wxdp/fetch'
import type { CallbackReceiver } from '@wxdp/notify'
import type { CloudflareQueue, DeadLetterNamespace, PlanNamespace } from '@wxdp/notify/cloudflare-queue'
import type { DenoKv } from '@wxdp/notify/deno-kv'
import type { InboxNamespace } from '@wxdp/notify/durable-object'
import type { RedisByCall } from '@wxdp/notify/redis'
import type { Sandbox } from '@wxdp/sandbox'

export declare const mchid: string
export declare const serialNo: string
export declare const privateKey: string
export declare const publicKey: string
export declare const merchantPublicKey: PublicKey
export declare const platformSerial: string
export declare const platformPublicKey: string
export declare const platformCertificate: string
export declare const rootCertificate: string
export declare const apiV3Key: string
export declare const ciphertext: string

export declare const request: Request
export declare const response: Response
export declare const rawBytes: Uint8Array
export declare const headers: Headers
export declare const body: Uint8Array & VerifiedBytes
export declare const method: string
export declare const target: string
export declare const authorization: string

export declare const signer: Signer
export declare const verifier: Verifier
export declare const verified: VerifiedMessage
export declare const client: Client
export declare const envelope: NotificationEnvelope
export declare const plan: DeliveryPlan
export declare const productCoupon: ProductCoupon
export declare const stock: Stock
export declare const userCoupon: UserCoupon
export declare const notification: Notification<'planChange', PlanChange>
export declare const receive: CallbackReceiver
export declare const sandbox: Sandbox
export declare const onNotification: (notification: unknown) => Promise<void>
export declare const work: Promise<unknown>
export declare const redis: RedisByCall
export declare const kv: DenoKv
export declare const pool: import('pg').Pool
export declare const env: {
  readonly INBOX: InboxNamespace
  readonly QUEUE: CloudflareQueue
  readonly PLANS: PlanNamespace
  readonly DEAD_LETTERS: DeadLetterNamespace
}
export declare const queue: { send(message: unknown): Promise<void> }

export declare const v: typeof import('valibot')
export declare const createServer: typeof import('node:http').createServer
export declare const koa: import('koa')
export declare const fastify: import('fastify').FastifyInstance
