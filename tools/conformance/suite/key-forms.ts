// A key in every form that people hold one is the same key.
import { createSigner, createVerifier, importPrivateKey, importPublicKey, type KeyInput } from '@wxdp/auth'
import { equal, test } from '../harness/index.ts'
import {
  derOf,
  keys,
  mchid,
  official,
  platformSerial,
  privateKey,
  publicKey,
  serialNo,
  utf8,
} from './fixtures.ts'
import { now, signed } from './platform.ts'

const group = 'keys'
const certificateSerial = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1'
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

type Forms = Readonly<Record<string, () => KeyInput | Promise<KeyInput>>>

/** How a key's text comes out of files, environment variables and consoles. */
function textForms(pem: string): Forms {
  return {
    'PEM with LF': () => pem,
    'PEM with CRLF': () => pem.replaceAll('\n', '\r\n'),
    'PEM with \\n written out': () => pem.replaceAll('\n', '\\n'),
    'PEM with \\r\\n written out': () => pem.replaceAll('\n', '\\r\\n'),
    'PEM with blanks around': () => `\n  ${pem}\n\n`,
    'PEM as bytes': () => utf8(pem),
    'bare Base64': () => pem.replace(/-----[A-Z ]+-----/g, '').replaceAll('\n', ''),
    'bare Base64 on its lines': () => pem.replace(/-----[A-Z ]+-----/g, ''),
    DER: () => derOf(pem),
  }
}

/** The same key without its AlgorithmIdentifier, as DER and as PEM. */
function pkcs1Forms(pkcs1: Uint8Array, label: string): Forms {
  const base64 = btoa(String.fromCharCode(...pkcs1))
  return {
    'PKCS#1 DER': () => pkcs1,
    'PKCS#1 PEM': () => `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`,
  }
}

function importSample(role: 'private' | 'public'): Promise<CryptoKey> {
  return role === 'private'
    ? crypto.subtle.importKey('pkcs8', derOf(privateKey) as BufferSource, rsa, true, ['sign'])
    : crypto.subtle.importKey('spki', derOf(publicKey) as BufferSource, rsa, true, ['verify'])
}

async function exportSample(role: 'private' | 'public'): Promise<KeyInput> {
  return (await crypto.subtle.exportKey('jwk', await importSample(role))) as KeyInput
}

function cryptoForms(role: 'private' | 'public'): Forms {
  return {
    JWK: () => exportSample(role),
    'JWK without key_ops and alg': async () => {
      const { key_ops: _, alg: __, ext: ___, ...jwk } = (await exportSample(role)) as Record<string, string>
      return jwk as KeyInput
    },
    CryptoKey: () => importSample(role) as Promise<KeyInput>,
  }
}

const privateForms: Forms = {
  ...textForms(privateKey),
  // Of a 2048-bit key both wrappings have one length.
  ...pkcs1Forms(derOf(privateKey).subarray(26), 'RSA PRIVATE KEY'),
  ...cryptoForms('private'),
}
const publicForms: Forms = {
  ...textForms(publicKey),
  ...pkcs1Forms(derOf(publicKey).subarray(24), 'RSA PUBLIC KEY'),
  ...cryptoForms('public'),
  'certificate in PEM': () => keys.platform_certificate,
  'certificate in DER': () => derOf(keys.platform_certificate),
}

const vector = official.sign[0]

for (const [form, make] of Object.entries(privateForms)) {
  test(group, `signs with a private key as ${form}`, async () => {
    const { method, target, body, timestamp, nonce, signature } = vector ?? missing()
    const clock = { now: () => Number(timestamp) * 1000, nonce: () => nonce }
    const input = await make()
    for (const each of [input, await importPrivateKey(input)]) {
      const signer = createSigner({ mchid, serialNo, privateKey: each, ...clock })
      const authorization = await signer.authorize({ method, target, body: utf8(body) })
      equal(/signature="([^"]+)"/.exec(authorization)?.[1], signature)
    }
  })
}

for (const [form, make] of Object.entries(publicForms)) {
  test(group, `verifies with a public key as ${form}`, async () => {
    const body = utf8('{"a":"中"}')
    const headers = await signed(body)
    const input = await make()
    for (const each of [input, await importPublicKey(input)]) {
      const serial = form.startsWith('certificate') ? certificateSerial : platformSerial
      const verifier = createVerifier({ keys: { [serial]: each }, now })
      await verifier.verify({ headers: { ...headers, 'wechatpay-serial': serial }, body })
    }
  })
}

function missing(): never {
  throw new Error('the vectors are missing')
}
