// The packages, as their READMEs show.
import { createSigner, createVerifier } from '@wxdp/auth'
import { toRequest } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createReceiver } from '@wxdp/notify'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import type { Contender } from '../harness/contender.ts'
import { input, isAuthorization, isChange, isResponse, type SignedMessage, transport } from './messages.ts'

const verifier = createVerifier({ keys: { [keys.platform.serialNo]: keys.platform.publicKey } })
const signer = createSigner(keys.merchant)

export function receiver(callback: SignedMessage): Contender {
  const receive = createReceiver({ verifier, apiV3Key })
  return {
    name: '@wxdp/notify',
    role: 'ours',
    run: () => receive(callback),
    isRight: (notification) => isChange((notification as { resource: unknown }).resource),
  }
}

export function requester(): Contender {
  return {
    name: '@wxdp/core and @wxdp/auth',
    role: 'ours',
    run: () => signer.authorize(toRequest(setNotifyUrl, input)),
    isRight: isAuthorization,
  }
}

export function caller(response: SignedMessage): Contender {
  const client = createClient({ signer, verifier, fetch: transport(response) })
  return {
    name: '@wxdp/fetch',
    role: 'ours',
    run: () => client.call(setNotifyUrl, input),
    isRight: isResponse,
  }
}
