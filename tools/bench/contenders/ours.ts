// The packages, as installed.
import { createSigner, createVerifier } from '@wxdp/auth'
import { toRequest } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createReceiver } from '@wxdp/notify'
import type { Contender } from '../harness/contender.ts'
import { apiV3Key, mchid, platformSerial, privateKey, publicKey, serialNo } from './keys.ts'
import { type Answer, type Callback, input, isAnswer, isAuthorized, isChange, transport } from './messages.ts'

const verifier = createVerifier({ keys: { [platformSerial]: publicKey } })
const signer = createSigner({ mchid, serialNo, privateKey })

export function receiver(callback: Callback): Contender {
  const receive = createReceiver({ verifier, apiV3Key })
  return {
    name: '@wxdp/notify',
    role: 'ours',
    run: () => receive(callback),
    right: (notification) => isChange((notification as { resource: unknown }).resource),
  }
}

export function requester(): Contender {
  return {
    name: '@wxdp/core and @wxdp/auth',
    role: 'ours',
    run: () => signer.authorize(toRequest(setNotifyUrl, input)),
    right: isAuthorized,
  }
}

export function caller(answer: Answer): Contender {
  const client = createClient({ signer, verifier, fetch: transport(answer) })
  return {
    name: '@wxdp/fetch',
    role: 'ours',
    run: () => client.call(setNotifyUrl, input),
    right: isAnswer,
  }
}
