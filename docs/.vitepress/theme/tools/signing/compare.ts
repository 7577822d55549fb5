// Compares what somebody else signed with what @wxdp/auth signs.
import { importPrivateKey } from '@wxdp/auth'
import { parseAuthorization } from '@wxdp/auth/platform'
import { recoverDigest } from '@wxdp/auth/suite'
import type { Said } from '../../../languages.ts'
import { fromBase64, sha256 } from '../parts/bytes.ts'
import { type Parts, sign } from './sign.ts'
import { variantsOf } from './variants.ts'

export interface Compared {
  readonly kind: 'good' | 'bad' | 'note'
  readonly said: Said
}

/**
 * @param pasted The value of an Authorization header, or a signature alone.
 * @throws {AuthError} If it is neither, or if the parts cannot be signed.
 */
export async function compare(pasted: string, parts: Parts): Promise<Compared[]> {
  const text = pasted.trim().replace(/^authorization:\s*/i, '')
  const alone = fromBase64(text.replace(/\s+/g, ''))?.length === 256 ? text.replace(/\s+/g, '') : undefined
  const theirs = alone === undefined ? parseAuthorization(text) : undefined
  const notes = theirs ? [...differencesIn(theirs, parts)] : []
  // What differs by nature is taken over, so that the rest is compared.
  const same = theirs ? { ...parts, nonce: theirs.nonce, timestamp: theirs.timestamp } : parts
  return [...notes, await judge(alone ?? theirs?.signature ?? '', same)]
}

function* differencesIn(theirs: ReturnType<typeof parseAuthorization>, parts: Parts): Generator<Compared> {
  const { caller, id, serialNo } = parts
  const pairs = [
    ['identity', `${theirs.caller} ${theirs.id}`, `${caller === 'mchid' ? 'mchid' : 'brand_id'} ${id}`],
    ['serial_no', theirs.serialNo.toUpperCase(), serialNo.trim().toUpperCase()],
  ] as const
  for (const [name, found, here] of pairs) {
    if (found === here) continue
    const said = {
      en: `${name}: found ${found}, here ${here}.`,
      zh: `${name}：对方为 ${found}，此处为 ${here}。`,
    }
    yield { kind: 'bad', said }
  }
}

async function judge(signature: string, parts: Parts): Promise<Compared> {
  if (signature === (await sign(parts)).signature) return { kind: 'good', said: texts.same }
  const bytes = fromBase64(signature)
  const digest = bytes && recoverDigest(bytes, await publicKeyOf(parts.privateKey))
  if (!digest) return { kind: 'bad', said: texts.otherKey }
  if (digest.hash !== 'SHA-256') return { kind: 'bad', said: texts.otherHash(digest.hash) }
  for (const { mistake, message } of variantsOf(parts)) {
    if ((await sha256(message)) === digest.digest) return { kind: 'bad', said: mistake }
  }
  return { kind: 'bad', said: texts.otherMessage }
}

/** The public half, as DER. */
async function publicKeyOf(privateKey: string): Promise<Uint8Array> {
  const { jwk } = (await importPrivateKey(privateKey)).source() as { readonly jwk: JsonWebKey }
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const half = { kty: 'RSA', n: jwk.n ?? '', e: jwk.e ?? '' }
  const key = await crypto.subtle.importKey('jwk', half, algorithm, true, ['verify'])
  return new Uint8Array(await crypto.subtle.exportKey('spki', key))
}

const texts = {
  same: { en: 'The same signature.', zh: '签名一致。' },
  otherKey: {
    en: 'It was not made with this private key, or it is damaged.',
    zh: '不是由这个私钥生成的签名，或签名已损坏。',
  },
  otherHash: (hash: string): Said => ({
    en: `It was made with ${hash}; it must be SHA-256.`,
    zh: `签名使用的摘要算法是 ${hash}，应为 SHA-256。`,
  }),
  otherMessage: {
    en: 'It was made with this key, over another message. Compare each line with what your program signs.',
    zh: '签名由这个私钥生成，但待签名串不同。请逐行对照程序实际签名的内容。',
  },
} as const
