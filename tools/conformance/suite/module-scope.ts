// Everything is made where workerd allows no cryptography, no randomness and no timers; then it must work.
import { createSigner, createVerifier, importApiV3Key } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import { createHandler, createMemoryInbox } from '@wxdp/notify'
import { equal, refuses, test } from '../harness/index.ts'
import { input } from './call.ts'
import { callback, envelope } from './callback.ts'
import { apiV3Key, keys, mchid, platformSerial, privateKey, publicKey, serialNo } from './fixtures.ts'
import { now } from './platform.ts'

const group = 'module scope'

function make() {
  const signer = createSigner({ mchid, serialNo, privateKey })
  const verifier = createVerifier({ keys: { [platformSerial]: publicKey }, now })
  const keyring = createCertificateKeyring({
    signer,
    apiV3Key,
    issuer: keys.certificate,
    keys: { [platformSerial]: publicKey },
  })
  const client = createClient({ signer, verifier, fetch: async () => new Response('{}') })
  const handler = createHandler({
    verifier,
    apiV3Key: importApiV3Key(apiV3Key),
    onNotification() {},
    inbox: createMemoryInbox(),
  })
  return { signer, client, handler, keyring }
}

/** What was made while the module was loaded, or why it could not be. */
const made = attempt(make)

function attempt<T>(run: () => T): () => T {
  try {
    const value = run()
    return () => value
  } catch (error) {
    return () => {
      throw error
    }
  }
}

test(group, 'constructing is legal', () => void made())

test(group, 'a signer made there signs', async () => {
  const authorization = await made().signer.authorize({ method: 'GET', target: '/v3/certificates' })
  equal(authorization.startsWith('WECHATPAY2-SHA256-RSA2048 '), true)
})

test(group, 'a keyring made there finds', async () => {
  equal((await made().keyring.find(platformSerial))?.role, 'public')
})

test(group, 'a client made there calls', () =>
  refuses('FETCH_UNTRUSTED', () => made().client.call(setNotifyUrl, input)),
)

test(group, 'a handler made there answers', async () => {
  equal((await made().handler(await callback(await envelope()))).status, 204)
})
