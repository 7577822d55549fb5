// A merchant who uses SM2, outbound and inbound, through packages that do not know SM2.

import { createVerifier } from '@wxdp/auth'
import { sealResource as sealWithAes } from '@wxdp/auth/platform'
import {
  createSm2Keyring,
  createSm2Signer,
  decryptSm2Field,
  encryptSm2Field,
  openSm4Resource,
} from '@wxdp/auth-sm'
import { sealSm4Resource, signSm2Message, verifySm2Authorization } from '@wxdp/auth-sm/platform'
import { setNotifyUrl } from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { createClient } from '@wxdp/fetch'
import { createHandler, createReceiver, type ReceivedNotification } from '@wxdp/notify'
import { apiV3Key, codeOf, keys } from '@wxdp-internal/fixtures'

import {
  callbackRequest,
  planChange,
  planChangeEnvelope,
  type SigningKey,
  signedResponse,
} from '@wxdp-internal/fixtures/messages'
import { describe, expect, it } from 'vitest'

const { mchid, serialNo, privateKey, publicKey } = keys.sm.merchant
const signer = createSm2Signer({ mchid, serialNo, privateKey })
const verifier = createVerifier({
  keys: createSm2Keyring({ [keys.platform.serialNo]: keys.sm.platform.publicKey }),
})

const genuine: SigningKey = keys.sm.platform
/** The serial of the platform's key with the merchant's private key. */
const wrongKey = { serialNo: keys.platform.serialNo, privateKey }

/** WeChat Pay as a function: checks a request, and signs its response. */
function platform(respond: (body: string) => unknown, by = genuine) {
  const seen: Request[] = []
  const fetch = async (...sent: ConstructorParameters<typeof Request>): Promise<Response> => {
    const request = new Request(...sent)
    seen.push(request.clone())
    const { pathname, search } = new URL(request.url)
    const body = new Uint8Array(await request.arrayBuffer())
    const authorization = request.headers.get('authorization') ?? ''
    const target = pathname + search
    const findKey = (caller: { serialNo: string }) => (caller.serialNo === serialNo ? publicKey : undefined)
    await verifySm2Authorization({ method: request.method, target, body, authorization, findKey })
    const headers = { 'content-type': 'application/json' }
    return signedResponse(JSON.stringify(respond(new TextDecoder().decode(body))), {
      by,
      sign: signSm2Message,
      headers,
    })
  }
  return { seen, client: createClient({ signer, verifier, fetch }) }
}

describe('a call', () => {
  const input = { sp_mchid: mchid, notify_url: 'https://pay.example.com/wechatpay/plans' }

  it('is signed, checked and verified with SM2', async () => {
    const { seen, client } = platform(() => ({ notify_url: input.notify_url }))
    expect(await client.call(setNotifyUrl, input)).toEqual({ notify_url: input.notify_url })
    expect(seen[0]?.headers.get('authorization')).toMatch(/^WECHATPAY2-SM2-WITH-SM3 /)
    expect(seen[0]?.headers.get('wechatpay-serial')).toBe(keys.platform.serialNo)
  })

  it('fails if another key signed the response', async () => {
    const { client } = platform(() => ({ notify_url: input.notify_url }), wrongKey)
    expect(await codeOf(() => client.call(setNotifyUrl, input))).toBe('FETCH_UNTRUSTED')
  })

  it('carries an encrypted field and the serial of its key', async () => {
    const { seen, client } = platform((body) => ({ echo_message: JSON.parse(body).echo_message }))
    const encrypted = await encryptSm2Field(verifier.keyring, '张三')
    await client.call(echo, { echo_message: 'hello', encrypted_echo_message: encrypted })
    const sent = (await seen[0]?.json()) as { encrypted_echo_message: string }
    expect(await decryptSm2Field(keys.sm.platform.privateKey, sent.encrypted_echo_message)).toBe('张三')
  })
})

describe('a callback', () => {
  const callback = async (seal = sealSm4Resource, by = genuine): Promise<Request> =>
    callbackRequest(await planChangeEnvelope({ seal }), { by, sign: signSm2Message })

  it('is verified with SM2, opened with SM4 and handled', async () => {
    const received: ReceivedNotification[] = []
    const handler = createHandler({
      verifier,
      apiV3Key,
      open: openSm4Resource,
      onNotification: (notification) => void received.push(notification),
    })
    expect((await handler(await callback())).status).toBe(204)
    expect(received).toMatchObject([{ kind: 'planChange', resource: planChange }])
  })

  it('opens with either APIv3 key during a rotation', async () => {
    const other = apiV3Key.replace('T', 't')
    const receive = createReceiver({ verifier, apiV3Key: [other, apiV3Key], open: openSm4Resource })
    await expect(receive(await callback())).resolves.toMatchObject({ resource: planChange })
    const lost = createReceiver({ verifier, apiV3Key: [other], open: openSm4Resource })
    expect(await codeOf(async () => lost(await callback()))).toBe('AUTH_OPEN_FAILED')
  })

  it('sealed with the other algorithm is rejected, in both directions', async () => {
    const sm = createReceiver({ verifier, apiV3Key, open: openSm4Resource })
    expect(await codeOf(async () => sm(await callback(sealWithAes)))).toBe('AUTH_SEALED_INVALID')
    const aes = createReceiver({ verifier, apiV3Key })
    expect(await codeOf(async () => aes(await callback()))).toBe('AUTH_SEALED_INVALID')
    await expect(aes(await callback(sealWithAes))).resolves.toMatchObject({ resource: planChange })
  })

  it('signed by another key is rejected before it is opened', async () => {
    const untouched = createReceiver({ verifier, apiV3Key, open: () => expect.unreachable() })
    expect(await codeOf(async () => untouched(await callback(sealSm4Resource, wrongKey)))).toBe(
      'AUTH_SIGNATURE_INVALID',
    )
  })
})
