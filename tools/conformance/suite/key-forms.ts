// A key is the same key in every form in which people have it.
import { createSigner, createVerifier, importPrivateKey, importPublicKey, type KeyInput } from '@wxdp/auth'
import { keys, official, utf8 } from '@wxdp-internal/fixtures'
import { equal, test } from '../harness/index.ts'
import { bareBase64, derOf, toBase64 } from './support/bytes.ts'
import { merchant, now, signed } from './support/platform.ts'

const group = 'keys'
const { privateKey } = merchant
const { publicKey } = keys.platform
const { certificate } = keys.platformCertificate
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

type Forms = Readonly<Record<string, () => KeyInput | Promise<KeyInput>>>

/** A key as it comes out of files, environment variables and consoles. */
function textForms(pem: string): Forms {
  return {
    'PEM with LF': () => pem,
    'PEM with CRLF': () => pem.replaceAll('\n', '\r\n'),
    'PEM with \\n written out': () => pem.replaceAll('\n', '\\n'),
    'PEM with \\r\\n written out': () => pem.replaceAll('\n', '\\r\\n'),
    'PEM with blanks around': () => `\n  ${pem}\n\n`,
    'PEM as bytes': () => utf8(pem),
    'bare Base64': () => bareBase64(pem).replaceAll('\n', ''),
    'bare Base64 in lines': () => bareBase64(pem),
    DER: () => derOf(pem),
  }
}

/** The same key without its AlgorithmIdentifier, as DER and as PEM. */
function pkcs1Forms(pkcs1: Uint8Array, label: string): Forms {
  return {
    'PKCS#1 DER': () => pkcs1,
    'PKCS#1 PEM': () => `-----BEGIN ${label}-----\n${toBase64(pkcs1)}\n-----END ${label}-----\n`,
  }
}

function cryptoForms(importKey: () => Promise<CryptoKey>): Forms {
  const exportKey = async () => (await crypto.subtle.exportKey('jwk', await importKey())) as KeyInput
  return {
    JWK: exportKey,
    'JWK without key_ops and alg': async () => {
      const { key_ops: _, alg: __, ext: ___, ...jwk } = (await exportKey()) as Record<string, string>
      return jwk as KeyInput
    },
    CryptoKey: importKey as () => Promise<KeyInput>,
  }
}

// The wrapping of PKCS#8 or SPKI has the same length for all keys of 2048 bits.
const privateForms: Forms = {
  ...textForms(privateKey),
  ...pkcs1Forms(derOf(privateKey).subarray(26), 'RSA PRIVATE KEY'),
  ...cryptoForms(() => crypto.subtle.importKey('pkcs8', derOf(privateKey), rsa, true, ['sign'])),
}
const publicForms: Forms = {
  ...textForms(publicKey),
  ...pkcs1Forms(derOf(publicKey).subarray(24), 'RSA PUBLIC KEY'),
  ...cryptoForms(() => crypto.subtle.importKey('spki', derOf(publicKey), rsa, true, ['verify'])),
  'certificate in PEM': () => certificate,
  'certificate in DER': () => derOf(certificate),
}

for (const [form, make] of Object.entries(privateForms)) {
  test(group, `signs with a private key as ${form}`, async () => {
    for (const { method, target, body, timestamp, nonce, signature } of official.sign.slice(0, 1)) {
      const input = await make()
      for (const privateKey of [input, await importPrivateKey(input)]) {
        const clock = { now: () => Number(timestamp) * 1000, nonce: () => nonce }
        const signer = createSigner({ ...merchant, privateKey, ...clock })
        const authorization = await signer.authorize({ method, target, body: utf8(body) })
        equal(/signature="([^"]+)"/.exec(authorization)?.[1], signature)
      }
    }
  })
}

for (const [form, make] of Object.entries(publicForms)) {
  test(group, `verifies with a public key as ${form}`, async () => {
    const body = utf8('{"a":"中"}')
    const by = form.startsWith('certificate') ? keys.platformCertificate : keys.platform
    const headers = await signed(body, { by })
    const input = await make()
    for (const key of [input, await importPublicKey(input)]) {
      await createVerifier({ keys: { [by.serialNo]: key }, now }).verify({ headers, body })
    }
  })
}
