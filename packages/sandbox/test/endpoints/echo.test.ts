import { describe, expect, it } from 'vitest'
import { fault } from '../support/caller.ts'
import { stage } from '../support/stage.ts'

describe('echo', () => {
  const echo = '/v3/security/echo'

  it('returns what was sent, and calls back if a URL is given', async () => {
    const { partner, box } = await stage()
    const sent = { echo_message: '你好', notify_url: 'https://pay.example.com/echo' }
    expect((await partner('POST', echo, sent)).body).toEqual({ echo_message: '你好' })
    const [, notification] = await box.control.settled()
    expect(JSON.parse(notification?.request.body ?? '')).toMatchObject({
      event_type: 'SECURITY_ECHO.SUCCESS',
      resource: { original_type: 'security' },
    })
    await partner('POST', echo, { echo_message: 'x' })
    expect(await box.control.settled()).toEqual([])
  })

  it('accepts a field that is encrypted with its own key, and no other', async () => {
    const { partner, box } = await stage()
    const { publicEncrypt } = await import('node:crypto')
    const sealed = publicEncrypt(box.credentials.platformPublicKey, Buffer.from('hello')).toString('base64')
    const call = (encrypted_echo_message: string, headers?: HeadersInit) =>
      partner('POST', echo, { echo_message: 'x', encrypted_echo_message }, headers).then(fault)
    expect(await call(sealed)).toBe('200')
    expect(await call(sealed, { 'Wechatpay-Serial': '' })).toBe('400 PARAM_ERROR Wechatpay-Serial')
    expect(await call(Buffer.alloc(256, 1).toString('base64'))).toBe(
      '400 PARAM_ERROR /encrypted_echo_message 268435461',
    )
    expect(await call('$')).toBe('400 PARAM_ERROR /encrypted_echo_message 268435461')
  })
})
