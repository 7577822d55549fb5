// The SM variant (国密): SM2, SM3 and SM4 come from one library, and give the same results on every host.
import { createVerifier, type SealedResource, type SignedMessage } from '@wxdp/auth'
import {
  createSm2Keyring,
  createSm2Signer,
  decryptSm2Field,
  encryptSm2Field,
  importSm2PrivateKey,
  openSm4Resource,
} from '@wxdp/auth-sm'
import { sealSm4Resource, signSm2Message, verifySm2Authorization } from '@wxdp/auth-sm/platform'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createReceiver } from '@wxdp/notify'
import { apiV3Key, keys, utf8 } from '@wxdp-internal/fixtures'
import {
  genuineBody,
  genuineNonce,
  type Message,
  messageCases,
  sealedCasesOf,
  sealedKey,
  signedAt,
} from '@wxdp-internal/fixtures/bad-inputs'
import {
  planChangeEnvelope,
  type SigningOptions,
  signedCallback,
  signedHeaders,
} from '@wxdp-internal/fixtures/messages'
import { smSealed } from '@wxdp-internal/fixtures/sm'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { derOf, text } from './support/bytes.ts'
import { clientOf, input, respondWith, success } from './support/call.ts'
import { now } from './support/platform.ts'

const group = 'sm'
const { mchid, serialNo, privateKey, publicKey, certificate: merchants } = keys.sm.merchant
const { certificate, certificateSerial, ...platform } = keys.sm.platform
/** Created while the module loads, as in a worker. */
const verifier = createVerifier({ keys: createSm2Keyring({ [platform.serialNo]: platform.publicKey }), now })
const signer = createSm2Signer({ mchid, serialNo, privateKey, now })

const sm2: SigningOptions = { by: platform, sign: signSm2Message, timestamp: signedAt, nonce: genuineNonce }

/** SM2 signs differently each time. Returns a message whose Base64 contains all that the table changes. */
async function changeable(body: Uint8Array): Promise<Message> {
  for (;;) {
    const headers = await signedHeaders(body, sm2)
    if (/^(?=.*\+)(?=.*\/).*=$/.test(headers['wechatpay-signature'] ?? '')) return { headers, body }
  }
}
const genuine = new Map<Uint8Array, Promise<Message>>()

for (const { input, result, signs = genuineBody, change, late = 0 } of messageCases) {
  test(group, `${input}: ${result}`, async () => {
    if (!genuine.has(signs)) genuine.set(signs, changeable(signs))
    const message = (await genuine.get(signs)) as Message
    const later = createVerifier({ keys: verifier.keyring, now: () => (signedAt + late) * 1000 })
    const verify = () => later.verify((change?.(message) ?? message) as SignedMessage)
    await (result === 'accepted' ? verify() : refuses(result, verify))
  })
}

for (const { input, result, sealed, key = sealedKey } of sealedCasesOf({
  ...smSealed,
  otherAlgorithm: 'AEAD_AES_256_GCM',
})) {
  test(group, `sealed: ${input}: ${result}`, async () => {
    const open = () => openSm4Resource(key, { ...smSealed.genuine, ...sealed } as SealedResource)
    await (result === 'opened' ? open() : refuses(result, open))
  })
}

test(group, 'a key may be PEM, with \\n written out, DER or a certificate', async () => {
  const body = utf8('{}')
  const headers = await signedHeaders(body, { ...sm2, by: { ...platform, serialNo: certificateSerial } })
  for (const form of [certificate, certificate.replaceAll('\n', '\\n'), derOf(certificate)]) {
    const keyring = createSm2Keyring({ [certificateSerial]: form })
    await createVerifier({ keys: keyring, now }).verify({ headers, body })
  }
  for (const form of [privateKey, privateKey.replaceAll('\n', '\r\n'), derOf(privateKey)])
    await importSm2PrivateKey(form)
})

test(group, 'an RSA key and a key of the wrong role are refused with their own codes', async () => {
  const verifierOf = (serial: string, key: string) => () =>
    createVerifier({ keys: createSm2Keyring({ [serial]: key }) })
  await refuses('AUTH_KEY_UNSUPPORTED', verifierOf(platform.serialNo, keys.platform.publicKey))
  await refuses('AUTH_KEY_ROLE', verifierOf(platform.serialNo, privateKey))
  await refuses('AUTH_KEY_ROLE', verifierOf(serialNo, merchants))
  await refuses('AUTH_KEY_ROLE', () => createSm2Signer({ mchid, serialNo, privateKey: publicKey }))
})

test(group, 'a call is signed, and its response verified', async () => {
  const fetch = async (...sent: ConstructorParameters<typeof Request>): Promise<Response> => {
    const request = new Request(...sent)
    const { method } = request
    const { pathname: target } = new URL(request.url)
    const body = new Uint8Array(await request.arrayBuffer())
    const authorization = request.headers.get('authorization') ?? ''
    const check = { method, target, body, authorization, now, findKey: () => publicKey }
    equal((await verifySm2Authorization(check)).scheme, 'WECHATPAY2-SM2-WITH-SM3')
    return respondWith(success, sm2)()
  }
  alike(await clientOf(fetch, { signer, verifier }).call(setNotifyUrl, input), JSON.parse(success))
})

test(group, 'a callback is verified and opened; one sealed with AES is refused', async () => {
  const receive = createReceiver({ verifier, apiV3Key, open: openSm4Resource })
  const body = await planChangeEnvelope({ seal: sealSm4Resource })
  equal((await receive(await signedCallback(body, sm2))).kind, 'planChange')
  const sealedWithAes = await signedCallback(undefined, sm2)
  await refuses('AUTH_SEALED_INVALID', () => receive(sealedWithAes))
})

test(group, 'a field is decrypted with its key, and with no other', async () => {
  const { ciphertext, serialNo: named } = await encryptSm2Field(verifier.keyring, '张三')
  equal(named, platform.serialNo)
  equal(await decryptSm2Field(platform.privateKey, ciphertext), '张三')
  await refuses('AUTH_DECRYPT_FAILED', () => decryptSm2Field(privateKey, ciphertext))
})

test(group, 'what is sealed is opened', async () => {
  equal(text(await openSm4Resource(apiV3Key, await sealSm4Resource(apiV3Key, utf8('计划')))), '计划')
})
