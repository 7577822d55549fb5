/** A program that imports every entry point by name and uses the types of the main ones. */
export const everyEntryPoint = `import { createSigner, createVerifier } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { signMessage } from '@wxdp/auth/platform'
import { createSm2Signer } from '@wxdp/auth-sm'
import { signSm2Message } from '@wxdp/auth-sm/platform'
import { explain } from '@wxdp/core'
import { submitPlan } from '@wxdp/core/brand'
import { setNotifyUrl } from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { createClient } from '@wxdp/fetch'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import { createLimiter } from '@wxdp/fetch/limiter'
import { reconcile } from '@wxdp/fetch/reconcile'
import { createHandler } from '@wxdp/notify'
import { createBullmqSender } from '@wxdp/notify/bullmq'
import { createQueueSender } from '@wxdp/notify/cloudflare-queue'
import { createDenoKvInbox } from '@wxdp/notify/deno-kv'
import { createDurableObjectInbox } from '@wxdp/notify/durable-object'
import { createEventHandler } from '@wxdp/notify/event'
import { createNodeHandler } from '@wxdp/notify/node'
import { createRedisInbox } from '@wxdp/notify/redis'
import { createSqlInbox, inboxTableSql } from '@wxdp/notify/sql'
import * as standalone from '@wxdp/notify/standalone'
import { createWorker } from '@wxdp/notify/worker'
import { createSandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { createTestSandbox } from '@wxdp/sandbox/testing'
import { createSandboxPage } from '@wxdp/sandbox/page'

type Settings = { mchid: string; serialNo: string; privateKey: string; keys: Record<string, string>; apiV3Key: string }

export function connect({ keys, apiV3Key, ...identity }: Settings) {
  const verifier = createVerifier({ keys })
  const client = createClient({ signer: createSigner(identity), verifier })
  const set: Promise<{ readonly notify_url: string }> = client.call(setNotifyUrl, {
    sp_mchid: identity.mchid,
    notify_url: 'https://pay.example.com/wechatpay/plans',
  })
  const handler = createHandler({
    verifier,
    apiV3Key,
    onNotification(notification) {
      if (notification.kind !== 'planChange') return
      const state: string = notification.resource.plan_state
      console.log(state)
    },
  })
  return { set, handler }
}

export const others: readonly unknown[] = [
  readCertificate, signMessage, createSm2Signer, signSm2Message, explain, submitPlan, echo, createCertificateKeyring,
  createLimiter, reconcile, createBullmqSender, createQueueSender, createDenoKvInbox, createDurableObjectInbox,
  createEventHandler, createNodeHandler, createRedisInbox, createSqlInbox, inboxTableSql, standalone, createWorker,
  createSandbox, serveSandbox, createSandboxPage, createTestSandbox,
]
`
