import { createVerifier } from '@wxdp/auth'
import { createHandler, type HandlerSettings } from '@wxdp/notify'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { callbackRequest, planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'

const verifier = createVerifier({ keys: { [keys.platform.serialNo]: keys.platform.publicKey } })

let logged: MockInstance<typeof console.error>
beforeEach(() => {
  logged = vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => logged.mockRestore())

async function linesOf(settings: Partial<HandlerSettings>, body?: string): Promise<unknown[]> {
  const handler = createHandler({ verifier, apiV3Key, onNotification() {}, ...settings })
  await handler(await callbackRequest(body))
  expect(logged.mock.calls.every((line) => line.length === 1)).toBe(true)
  return logged.mock.calls.flat()
}

describe('without observe', () => {
  it.each<[string, () => unknown, string]>([
    [
      'an error',
      () => Promise.reject(new RangeError('the disk is\n  full')),
      ' RangeError: the disk is full',
    ],
    ['a string', () => Promise.reject('no'), ' a thrown string'],
    ['nothing', () => Promise.reject(), ''],
  ])('an onNotification that throws %s is one line', async (_, onNotification, thrown) => {
    expect(await linesOf({ onNotification: onNotification as () => Promise<void> })).toEqual([
      `wxdp: NOTIFY_HANDLER_FAILED, notification EV-1: NotifyError: onNotification failed.${ERROR_LINK}notify_handler_failed${thrown}`,
    ])
  })

  it('a failure of the inbox, of a look-up, or of the key is one line', async () => {
    const inbox = { claim: () => Promise.reject(new Error('ECONNREFUSED 10.1.2.3')) }
    expect(await linesOf({ inbox })).toEqual([
      'wxdp: callback failed, notification EV-1: Error: ECONNREFUSED 10.1.2.3',
    ])
    logged.mockClear()
    expect(await linesOf({ apiV3Key: 'AnotherKeyOf32BytesForAPIv3Test.' })).toEqual([
      expect.stringMatching(/^wxdp: AUTH_OPEN_FAILED: AuthError: /),
    ])
  })

  it('no line holds the plaintext or the key', async () => {
    const wrong = { ...planChange, plan_state: 7, change_reason: 'only for the merchant' }
    const lines = await linesOf({}, await planChangeEnvelope({ resource: wrong }))
    expect(lines).toEqual([expect.stringMatching(/^wxdp: CORE_RESOURCE_INVALID: CoreError: .*plan_state/)])
    expect(lines.join()).not.toContain('only for the merchant')
    expect(lines.join()).not.toContain(apiV3Key)
  })

  it('what is accepted, refused or a probe is no line', async () => {
    expect(await linesOf({})).toEqual([])
    expect(await linesOf({}, '{}')).toEqual([])
    const probe = await callbackRequest(undefined, {
      headers: { 'wechatpay-signature': 'WECHATPAY/SIGNTEST/AAAA' },
    })
    const handler = createHandler({ verifier, apiV3Key, onNotification() {} })
    expect((await handler(probe)).status).toBe(401)
    expect(logged).not.toHaveBeenCalled()
  })
})

it('with observe, nothing is written', async () => {
  expect(await linesOf({ observe() {}, onNotification: () => Promise.reject(new Error('no')) })).toEqual([])
})
