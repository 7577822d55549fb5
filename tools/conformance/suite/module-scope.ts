// workerd allows no cryptography, no randomness and no timers while a module loads. Everything is created then, and
// used later.
import { createSigner, createVerifier, importApiV3Key } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { uploadImage } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import { createImageUploader } from '@wxdp/fetch/coupon'
import { createHandler, createMemoryInbox } from '@wxdp/notify'
import { apiV3Key, keys, utf8 } from '@wxdp-internal/fixtures'
import { equal, refuses, test } from '../harness/index.ts'
import { input } from './support/call.ts'
import { callback } from './support/callback.ts'
import { merchant, now, platformKeys } from './support/platform.ts'

const group = 'module scope'

function create() {
  const signer = createSigner(merchant)
  const verifier = createVerifier({ keys: platformKeys, now })
  const issuer = keys.root.certificate
  const fetch = async () => new Response('{}')
  return {
    signer,
    client: createClient({ signer, verifier, fetch }),
    uploader: createImageUploader({ signer, verifier, fetch }),
    keyring: createCertificateKeyring({ signer, apiV3Key, issuer, keys: platformKeys }),
    handler: createHandler({
      verifier,
      apiV3Key: importApiV3Key(apiV3Key),
      onNotification() {},
      inbox: createMemoryInbox(),
    }),
  }
}

/** What was created while this module loaded, or the error of that. */
const created = attempt(create)

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

test(group, 'constructing is allowed', () => void created())

test(group, 'a signer signs', async () => {
  const authorization = await created().signer.authorize({ method: 'GET', target: '/v3/certificates' })
  equal(authorization.startsWith('WECHATPAY2-SHA256-RSA2048 '), true)
})

test(group, 'a keyring finds a key', async () => {
  equal((await created().keyring.find(keys.platform.serialNo))?.role, 'public')
})

test(group, 'a client calls', () =>
  refuses('FETCH_UNTRUSTED', () => created().client.call(setNotifyUrl, input)),
)

test(group, 'an uploader uploads', () =>
  refuses('FETCH_UNTRUSTED', () =>
    created().uploader.upload(uploadImage, { filename: 'a.bmp', content: utf8('BM') }),
  ),
)

test(group, 'a handler responds', async () => {
  equal((await created().handler(await callback())).status, 204)
})
