// Fields encrypted by @wxdp/auth, sent by @wxdp/core and @wxdp/fetch, decrypted by the sandbox.
import { createKeyring, createVerifier, encryptField } from '@wxdp/auth'
import { echo } from '@wxdp/core/security'
import { createClient, type FetchFunction } from '@wxdp/fetch'
import { createSandbox } from '@wxdp/sandbox'
import { codeOf } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { describe, expect, it } from 'vitest'

const sandbox = await createSandbox()
const { platformSerial, platformPublicKey } = sandbox.credentials
const { signer, verifier } = sandbox.clientOptions()
const client = createClient(sandbox.clientOptions())
const oldSerial = 'PUB_KEY_ID_0000000000000000000000000000'
const message = '用户姓名'

describe('an encrypted field', () => {
  it('is decrypted by WeChat Pay', async () => {
    const encrypted_echo_message = await encryptField(verifier.keyring, message)
    await expect(client.call(echo, { echo_message: message, encrypted_echo_message })).resolves.toEqual({
      echo_message: message,
    })
  })

  it('that was encrypted with another key than that of its serial is rejected by WeChat Pay', async () => {
    const wrong = createVerifier({ keys: { [platformSerial]: freshKeyPair().publicKey }, sandbox: true })
    const encrypted_echo_message = await encryptField(wrong.keyring, message)
    await expect(client.call(echo, { echo_message: message, encrypted_echo_message })).rejects.toMatchObject({
      code: 'PARAM_ERROR',
      detail: { field: '/encrypted_echo_message' },
    })
  })

  it('sets Wechatpay-Serial to its own key, whichever key is preferred', async () => {
    let named: string | undefined
    const fetch: FetchFunction = (url, init) => {
      named = init.headers['Wechatpay-Serial']
      return sandbox.fetch(url, init)
    }
    const keys = { [platformSerial]: platformPublicKey, [oldSerial]: freshKeyPair().publicKey }
    const both = createVerifier({ keys: createKeyring(keys, { preferred: oldSerial }), sandbox: true })
    const call = createClient({ signer, verifier: both, fetch })
    const encrypted_echo_message = await encryptField(verifier.keyring, message)
    await call.call(echo, { echo_message: message, encrypted_echo_message })
    expect(named).toBe(platformSerial)
    await call.call(echo, { echo_message: message }).catch(() => undefined)
    expect(named).toBe(oldSerial)
  })

  it('is refused before anything is sent if the verifier does not have its key', async () => {
    const fetch: FetchFunction = () => Promise.reject(new Error('sent'))
    const old = createVerifier({ keys: { [oldSerial]: freshKeyPair().publicKey } })
    const encrypted_echo_message = await encryptField(old.keyring, message)
    const call = () =>
      createClient({ signer, verifier, fetch }).call(echo, { echo_message: message, encrypted_echo_message })
    expect(await codeOf(call)).toBe('FETCH_SERIAL_UNKNOWN')
    await expect(call()).rejects.toThrow(new RegExp(`${oldSerial}.*nothing was sent`))
  })
})
