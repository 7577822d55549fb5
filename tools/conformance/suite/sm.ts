// The SM variant (国密): SM2, SM3 and SM4 come from one library on every host, and give the same answers on each.
import type { SealedResource, SignedMessage } from '@wxdp/auth'
import { createVerifier } from '@wxdp/auth'
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
import { createClient } from '@wxdp/fetch'
import { createReceiver } from '@wxdp/notify'
import {
  genuineBody,
  genuineNonce,
  type Message,
  messageCases,
  sealedCasesOf,
  sealedKey,
  signedAt,
} from '@wxdp-internal/fixtures/bad-inputs'
import { smMerchant, smPlatform, smSealed } from '@wxdp-internal/fixtures/sm'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { envelope } from './callback.ts'
import { apiV3Key, derOf, keys, platformSerial, text, utf8 } from './fixtures.ts'

const group = 'sm'
const now = (): number => signedAt * 1000
const { mchid, serialNo, privateKey, publicKey } = smMerchant
/** Made while the module is loaded, as in a worker. */
const verifier = createVerifier({ keys: createSm2Keyring({ [platformSerial]: smPlatform.publicKey }), now })
const signer = createSm2Signer({ mchid, serialNo, privateKey, now })

async function signed(
  body: Uint8Array,
  from: string = smPlatform.privateKey,
): Promise<Record<string, string>> {
  const message = {
    body,
    serialNo: platformSerial,
    privateKey: from,
    timestamp: signedAt,
    nonce: genuineNonce,
  }
  const headers = Object.entries(await signSm2Message(message))
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
}

/** Signatures differ each time: one whose Base64 has all that the table changes. */
async function changeable(body: Uint8Array): Promise<Message> {
  for (;;) {
    const headers = await signed(body)
    if (/^(?=.*\+)(?=.*\/).*=$/.test(headers['wechatpay-signature'] ?? '')) return { headers, body }
  }
}
const genuine = new Map<Uint8Array, Promise<Message>>()

for (const { input, result, signs = genuineBody, change, late = 0 } of messageCases) {
  test(group, `${input}: ${result}`, async () => {
    if (!genuine.has(signs)) genuine.set(signs, changeable(signs))
    const message = (await genuine.get(signs)) as Message
    const clock = (): number => (signedAt + late) * 1000
    const later = createVerifier({ keys: verifier.keyring, now: clock })
    const verify = () => later.verify((change?.(message) ?? message) as SignedMessage)
    await (result === 'accepted' ? verify() : refuses(result, verify))
  })
}

for (const { input, result, sealed, key = sealedKey } of sealedCasesOf({
  ...smSealed,
  otherAlgorithm: 'AEAD_AES_256_GCM',
})) {
  test(group, `sealed: ${input}: ${result}`, async () => {
    const run = () => openSm4Resource(key, { ...smSealed.genuine, ...sealed } as SealedResource)
    await (result === 'opened' ? run() : refuses(result, run))
  })
}

test(group, 'keys as PEM, with \\n written out, bare, as bytes, from a certificate', async () => {
  for (const form of [
    smPlatform.certificate,
    smPlatform.certificate.replaceAll('\n', '\\n'),
    derOf(smPlatform.certificate),
  ]) {
    const certified = createVerifier({
      keys: createSm2Keyring({ [smPlatform.certificateSerial]: form }),
      now,
    })
    const headers = { ...(await signed(utf8('{}'))), 'wechatpay-serial': smPlatform.certificateSerial }
    await certified.verify({ headers, body: utf8('{}') })
  }
  for (const form of [privateKey, privateKey.replaceAll('\n', '\r\n'), derOf(privateKey)])
    await importSm2PrivateKey(form)
})

test(group, 'keys of RSA, and of the wrong role, are refused by name', async () => {
  await refuses('AUTH_KEY_UNSUPPORTED', () =>
    createVerifier({ keys: createSm2Keyring({ [platformSerial]: keys.sample_public }) }),
  )
  await refuses('AUTH_KEY_ROLE', () =>
    createVerifier({ keys: createSm2Keyring({ [platformSerial]: privateKey }) }),
  )
  await refuses('AUTH_KEY_ROLE', () => createSm2Signer({ mchid, serialNo, privateKey: publicKey }))
  await refuses('AUTH_KEY_ROLE', () =>
    createVerifier({ keys: createSm2Keyring({ [serialNo]: smMerchant.certificate }) }),
  )
})

test(group, 'a call is signed, checked, answered and verified', async () => {
  const input = { sp_mchid: mchid, notify_url: 'https://pay.example.com/wechatpay/plans' }
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const body = new Uint8Array(await request.arrayBuffer())
    const authorization = request.headers.get('authorization') ?? ''
    const check = {
      method: request.method,
      target: pathname,
      body,
      authorization,
      now,
      findKey: () => publicKey,
    }
    equal((await verifySm2Authorization(check)).scheme, 'WECHATPAY2-SM2-WITH-SM3')
    const out = JSON.stringify({ notify_url: input.notify_url })
    return new Response(out, { headers: await signed(utf8(out)) })
  }
  const client = createClient({ signer, verifier, hosts: ['https://one.example'], fetch })
  alike(await client.call(setNotifyUrl, input), { notify_url: input.notify_url })
})

test(group, 'a callback is verified and opened; one sealed for the other opener is refused', async () => {
  const receive = createReceiver({ verifier, apiV3Key, open: openSm4Resource })
  const sealed = await sealSm4Resource(apiV3Key, utf8('{"plan_id":"1"}'), { associatedData: 'delivery_plan' })
  const other = { original_type: 'other' }
  const body = utf8(await envelope('EV-1', { resource: { ...sealed, ...other } }))
  equal((await receive({ headers: await signed(body), body })).kind, 'unknown')
  const byAes = utf8(await envelope())
  const message = { headers: await signed(byAes), body: byAes }
  await refuses('AUTH_SEALED_INVALID', () => receive(message))
})

test(group, 'fields open again, and with another key not at all', async () => {
  const { ciphertext, serialNo: named } = await encryptSm2Field(verifier.keyring, '张三')
  equal(named, platformSerial)
  equal(await decryptSm2Field(smPlatform.privateKey, ciphertext), '张三')
  await refuses('AUTH_DECRYPT_FAILED', () => decryptSm2Field(privateKey, ciphertext))
})

test(group, 'what is sealed opens again', async () => {
  equal(text(await openSm4Resource(apiV3Key, await sealSm4Resource(apiV3Key, utf8('计划')))), '计划')
})
