// A merchant who uses SM2 calls, and is called: both ways through the packages that know nothing of SM2.

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
import { apiV3Key, codeOf, platformSerial, utf8 } from '@wxdp-internal/fixtures'
import { smMerchant, smPlatform } from '@wxdp-internal/fixtures/sm'
import { describe, expect, it } from 'vitest'

const { mchid, serialNo, privateKey, publicKey } = smMerchant
const signer = createSm2Signer({ mchid, serialNo, privateKey })
const verifier = createVerifier({ keys: createSm2Keyring({ [platformSerial]: smPlatform.publicKey }) })

/** WeChat Pay in a function: checks a request, and signs its answer. */
function platform(answer: (body: string) => unknown, from: string = smPlatform.privateKey) {
  const seen: Request[] = []
  const fetch = async (request: Request): Promise<Response> => {
    seen.push(request.clone())
    const { pathname, search } = new URL(request.url)
    const body = new Uint8Array(await request.arrayBuffer())
    const authorization = request.headers.get('authorization') ?? ''
    const target = pathname + search
    const findKey = (caller: { serialNo: string }) => (caller.serialNo === serialNo ? publicKey : undefined)
    await verifySm2Authorization({ method: request.method, target, body, authorization, findKey })
    const out = JSON.stringify(answer(new TextDecoder().decode(body)))
    const headers = await signSm2Message({ body: utf8(out), serialNo: platformSerial, privateKey: from })
    return new Response(out, { headers: { ...headers, 'content-type': 'application/json' } })
  }
  return { seen, client: createClient({ signer, verifier, fetch }) }
}

describe('a call', () => {
  const input = { sp_mchid: mchid, notify_url: 'https://pay.example.com/wechatpay/plans' }

  it('is signed, checked, answered and verified with SM2', async () => {
    const { seen, client } = platform(() => ({ notify_url: input.notify_url }))
    expect(await client.call(setNotifyUrl, input)).toEqual({ notify_url: input.notify_url })
    expect(seen[0]?.headers.get('authorization')).toMatch(/^WECHATPAY2-SM2-WITH-SM3 /)
    expect(seen[0]?.headers.get('wechatpay-serial')).toBe(platformSerial)
  })

  it('is not believed where another key signed the answer', async () => {
    const { client } = platform(() => ({ notify_url: input.notify_url }), privateKey)
    expect(await codeOf(() => client.call(setNotifyUrl, input))).toBe('FETCH_UNTRUSTED')
  })

  it('carries an encrypted field and the serial of its key', async () => {
    const { seen, client } = platform((body) => ({ echo_message: JSON.parse(body).echo_message }))
    const encrypted = await encryptSm2Field(verifier.keyring, '张三')
    await client.call(echo, { echo_message: 'hello', encrypted_echo_message: encrypted })
    const sent = (await seen[0]?.json()) as { encrypted_echo_message: string }
    expect(await decryptSm2Field(smPlatform.privateKey, sent.encrypted_echo_message)).toBe('张三')
  })
})

describe('a callback', () => {
  const change = {
    plan_id: '12000',
    plan_state: 'DELIVERING',
    audit_state: 'PASSED',
    change_reason: '审核通过',
    modify_time: '2026-03-23T10:29:35.120+08:00',
  }

  async function callback(
    sealWith = sealSm4Resource,
    from: string = smPlatform.privateKey,
  ): Promise<Request> {
    const resource = await sealWith(apiV3Key, utf8(JSON.stringify(change)), {
      associatedData: 'delivery_plan',
    })
    const body = JSON.stringify({
      id: 'EV-1',
      create_time: '2026-03-23T10:29:36+08:00',
      event_type: 'DELIVERY_PLAN.CHANGE',
      resource_type: 'encrypt-resource',
      summary: '投放计划状态变更',
      resource: { ...resource, original_type: 'delivery_plan' },
    })
    const headers = await signSm2Message({ body: utf8(body), serialNo: platformSerial, privateKey: from })
    const type = { 'content-type': 'application/json' }
    return new Request('https://pay.example.com/plans', {
      method: 'POST',
      headers: { ...headers, ...type },
      body,
    })
  }

  it('is verified with SM2, opened with SM4 and handled', async () => {
    const received: ReceivedNotification[] = []
    const handler = createHandler({
      verifier,
      apiV3Key,
      open: openSm4Resource,
      onNotification: (notification) => void received.push(notification),
    })
    expect((await handler(await callback())).status).toBe(204)
    expect(received).toMatchObject([{ kind: 'planChange', resource: change }])
  })

  it('while the APIv3 key is exchanged, opens with either', async () => {
    const other = apiV3Key.replace('T', 't')
    const receive = createReceiver({ verifier, apiV3Key: [other, apiV3Key], open: openSm4Resource })
    await expect(receive(await callback())).resolves.toMatchObject({ resource: change })
    const lost = createReceiver({ verifier, apiV3Key: [other], open: openSm4Resource })
    expect(await codeOf(async () => lost(await callback()))).toBe('AUTH_OPEN_FAILED')
  })

  it('sealed with the other algorithm is refused, both ways', async () => {
    const sm = createReceiver({ verifier, apiV3Key, open: openSm4Resource })
    expect(await codeOf(async () => sm(await callback(sealWithAes)))).toBe('AUTH_SEALED_INVALID')
    const aes = createReceiver({ verifier, apiV3Key })
    expect(await codeOf(async () => aes(await callback()))).toBe('AUTH_SEALED_INVALID')
    await expect(aes(await callback(sealWithAes))).resolves.toMatchObject({ resource: change })
  })

  it('that another key signed is refused before it is opened', async () => {
    const untouched = createReceiver({ verifier, apiV3Key, open: () => expect.unreachable() })
    expect(await codeOf(async () => untouched(await callback(sealSm4Resource, privateKey)))).toBe(
      'AUTH_SIGNATURE_INVALID',
    )
  })
})
