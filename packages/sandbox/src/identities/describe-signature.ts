import { parseAuthorization } from '@wxdp/auth/platform'
import { decodeBase64, type RecoveredDigest, recoverDigest } from '@wxdp/auth/suite'
import type { SignatureFault } from '../http/refusal.ts'
import { type RawRequest, signedBody } from '../http/request.ts'
import { sha256 } from '../http/sha256.ts'
import type { WrongSignature } from '../http/signature-check.ts'
import { fill, type Text } from '../http/text.ts'
import type { Identity } from './identity.ts'
import { type LikelyMessage, likelyMessages, type MessageParts, messageOf } from './likely-messages.ts'
import { uploadMessages } from './upload-messages.ts'

export interface Mismatch {
  readonly request: RawRequest
  readonly authorization: string
  readonly identity: Identity
}

/** What is found, and how the response shows it. */
export interface SignatureFinding {
  readonly check: WrongSignature
  readonly detail: SignatureFault
}

const signatureLength = 256

const texts = {
  form: {
    zh: '签名错误：signature不是256字节签名的Base64编码',
    en: 'The signature is wrong: it is not the Base64 of 256 bytes.',
  },
  key: {
    zh: '签名错误：签名所用的私钥与证书序列号{serialNo}不匹配',
    en: 'The signature is wrong: it was not made with the private key of {serialNo}.',
  },
  hash: {
    zh: '签名错误：须使用SHA-256，实际使用{hash}',
    en: 'The signature is wrong: expected SHA-256, found {hash}.',
  },
  mistake: { zh: '签名错误：{zh}', en: 'The signature is wrong: {en}.' },
  unknown: {
    zh: '签名错误：私钥正确，但签名串与expected_message不同；请逐行比较，尤其是nonce_str、timestamp和请求体',
    en: 'The signature is wrong: the private key is right, but what was signed is not expected_message. Compare line by line, first of all nonce_str, timestamp and the body.',
  },
} as const satisfies Record<string, Text>

/**
 * Says why a signature does not fit. WeChat Pay returns the message that it expected to be signed, cut off; here both
 * messages are shown around their first difference. The digest inside the signature tells which typical mistake it was.
 */
export async function describeSignature({
  request,
  authorization,
  identity,
}: Mismatch): Promise<SignatureFinding> {
  const { method, target, headers } = request
  const { timestamp, nonce, signature } = parseAuthorization(authorization)
  const parts = { method, target, timestamp, nonce, body: new TextDecoder().decode(signedBody(request)) }
  const bytes = decodeBase64(signature)
  const found = (wrong: WrongSignature['wrong'], diagnosis: Text, signed?: string): SignatureFinding => {
    const expected = messageOf(parts)
    const firstDifference = signed === undefined ? undefined : differenceOf(expected, signed)
    const check = { result: 'wrong', wrong, diagnosis, expected, signed, firstDifference } as const
    return { check, detail: toDetail(parts, check) }
  }
  if (bytes?.length !== signatureLength) return found('encoding', texts.form)
  const recovered = recoverDigest(bytes, identity.publicKeyPem)
  if (!recovered) return found('key', fill(texts.key, { serialNo: identity.serialNo }))
  if (recovered.hash !== 'SHA-256') return found('hash', fill(texts.hash, { hash: recovered.hash }))
  const likely =
    (request.parts && (await findMistake(uploadMessages(parts, request.body), recovered))) ??
    (await findMistake(likelyMessages(parts, headers.get('host') ?? ''), recovered, maxHashed))
  return likely
    ? found('message', fill(texts.mistake, likely.mistake), likely.message)
    : found('message', texts.unknown)
}

/** Bytes to hash at most, so that a large body does not make it slow. The few messages of an upload count apart. */
const maxHashed = 4 * 1024 * 1024

async function findMistake(
  candidates: Iterable<LikelyMessage>,
  { digest }: RecoveredDigest,
  maxHashed = Number.POSITIVE_INFINITY,
): Promise<LikelyMessage | undefined> {
  let hashed = 0
  for (const { bytes: signed, ...candidate } of candidates) {
    const bytes = signed ?? new TextEncoder().encode(candidate.message)
    hashed += bytes.length
    if (hashed > maxHashed) return undefined
    if ((await sha256(bytes)) === digest) return candidate
  }
  return undefined
}

function toDetail(
  parts: MessageParts,
  { expected, signed, firstDifference: at }: WrongSignature & { readonly expected: string },
): SignatureFault {
  return {
    field: 'signature',
    location: 'authorization',
    issue: 'sign not match',
    sign_information: {
      method: parts.method,
      url: parts.target,
      sign_message_length: new TextEncoder().encode(expected).length,
      truncated_sign_message: excerpt(expected, at),
      expected_message: escaped(excerpt(expected, at)),
      ...(signed !== undefined && { signed_message: escaped(excerpt(signed, at)), first_difference: at }),
    },
  }
}

function differenceOf(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}

const shown = 1000

/** The whole text if it is short; else what is around a position, or both ends. */
function excerpt(text: string, at: number | undefined): string {
  if (text.length <= 2 * shown) return text
  if (at === undefined) return `${text.slice(0, shown)}…${text.slice(-shown)}`
  const from = Math.max(0, at - shown)
  const to = at + shown
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}

/** Line ends as `\n` and `\r`, so that a missing one can be seen. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\r', '\\r').replaceAll('\n', '\\n')
}
