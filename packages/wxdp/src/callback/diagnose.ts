import { createHash, type KeyObject } from 'node:crypto'
import { AuthError, createVerifier, type KeyMap, sameSerial, type VerifiedBytes } from '@wxdp/auth'
import { recoverDigest } from '@wxdp/auth/suite'
import type { Text } from '../language/language.ts'
import { publicKeyObject } from '../settings/key-objects.ts'
import { apiErrorIn } from './api-error.ts'
import type { Cause } from './causes.ts'
import { changeTexts } from './change-texts.ts'
import { headerOf, type SavedCallback } from './saved-callback.ts'
import { signedAt, stale } from './time.ts'
import { type Change, variantsOf } from './variants.ts'

/** What is known of the set-up that refused the callback. */
export interface SetUp {
  /** WeChat Pay's keys by serial, as PEM. */
  readonly keys: Readonly<Record<string, string>>
  /** The merchant's own public keys: they are what is mixed up most. */
  readonly ownKeys: readonly KeyObject[]
  /** The serial of the merchant's own API certificate. */
  readonly ownSerial?: string | undefined
  /** Whether keys of a sandbox are meant to be there. */
  readonly isSandbox: boolean
}

export interface Diagnosis {
  readonly cause: Cause
  /** What in the file shows it. */
  readonly evidence: readonly Text[]
  /** What was done to the body, if that was found out. */
  readonly change?: Change
  /** The body of a genuine callback. */
  readonly verified?: VerifiedBytes
}

/**
 * Finds out what a saved callback is: genuine, or refused for which cause. Needs no network.
 *
 * @param readSetUp Called only if the keys matter.
 */
export async function diagnose(callback: SavedCallback, readSetUp: () => SetUp): Promise<Diagnosis> {
  const early = unreadable(callback)
  if (early) return early
  const setUp = readSetUp()
  const wrong = wrongKeys(callback, setUp)
  if (wrong) return wrong
  const { body, refusal } = await verify(callback, setUp.keys)
  if (refusal || callback.wasParsed) return unverified(callback, setUp, refusal)
  const late = stale(callback)
  if (late) return { cause: 'stale', evidence: [signedAt(callback), late] }
  return sandboxKey(setUp) ?? { cause: 'genuine', evidence: [signedAt(callback)], verified: body }
}

const names = ['wechatpay-serial', 'wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature'] as const

/** What is wrong whatever the keys are. */
function unreadable(callback: SavedCallback): Diagnosis | undefined {
  const missing = names.filter((name) => !headerOf(callback, name))
  if (missing.length > 0) {
    if (/^\s*<(\?xml|xml)/.test(new TextDecoder().decode(callback.body.slice(0, 64)))) {
      return { cause: 'api_v2', evidence: [] }
    }
    const refusal = missing.length === names.length ? apiErrorIn(callback.body) : undefined
    if (refusal) return { cause: 'api_error', evidence: [refusal] }
    const list = missing.join(', ')
    return { cause: 'header_missing', evidence: [{ en: `Missing: ${list}.`, zh: `缺少：${list}。` }] }
  }
  const repeated = names.filter((name) => isRepeated(callback, name))
  if (repeated.length > 0) {
    const list = repeated.join(', ')
    return {
      cause: 'header_invalid',
      evidence: [{ en: `Sent more than once: ${list}.`, zh: `重复：${list}。` }],
    }
  }
  const timestamp = headerOf(callback, 'wechatpay-timestamp') ?? ''
  if (!/^\d{1,12}$/.test(timestamp)) return { cause: 'timestamp_invalid', evidence: [found(timestamp)] }
  const signature = headerOf(callback, 'wechatpay-signature') ?? ''
  if (signature.startsWith('WECHATPAY/SIGNTEST/')) {
    return {
      cause: 'probe',
      evidence: [
        { en: 'The signature begins WECHATPAY/SIGNTEST/.', zh: '签名以 WECHATPAY/SIGNTEST/ 开头。' },
      ],
    }
  }
  return undefined
}

function isRepeated({ headers }: SavedCallback, name: (typeof names)[number]): boolean {
  const values = headers.filter(([each]) => each.toLowerCase() === name)
  return values.length > 1 || (name !== 'wechatpay-nonce' && values.some(([, value]) => value.includes(',')))
}

/** What is wrong with the configured keys. */
function wrongKeys(callback: SavedCallback, { keys, ownKeys, ownSerial }: SetUp): Diagnosis | undefined {
  for (const [serial, key] of Object.entries(keys)) {
    if (ownKeys.some((own) => own.equals(publicKeyObject(key)))) {
      const evidence = {
        en: `The key under ${serial} belongs to your own private key or certificate.`,
        zh: `${serial} 对应的密钥与商户自己的私钥或证书成对。`,
      }
      return { cause: 'own_key', evidence: [evidence] }
    }
    if (ownSerial !== undefined && sameSerial(serial, ownSerial)) {
      return { cause: 'own_serial', evidence: [found(serial)] }
    }
  }
  const serial = headerOf(callback, 'wechatpay-serial') ?? ''
  const known = Object.keys(keys)
  if (known.some((each) => sameSerial(each, serial))) return undefined
  const kind = (each: string): Text =>
    each.startsWith('PUB_KEY_ID_')
      ? { en: 'the public key', zh: '微信支付公钥' }
      : { en: 'the platform certificate', zh: '平台证书' }
  const list = known.join(', ')
  return {
    cause: 'serial_unknown',
    evidence: [
      {
        en: `It is signed with ${kind(serial).en} ${serial}; configured: ${list}.`,
        zh: `签名使用${kind(serial).zh} ${serial}；已配置：${list}。`,
      },
    ],
  }
}

/**
 * Why the signature does not match.
 *
 * @param refusal Absent if the body was parsed, and is what was signed once it is serialised again.
 */
function unverified(callback: SavedCallback, { keys }: SetUp, refusal: AuthError | undefined): Diagnosis {
  const { body, wasParsed } = callback
  const serial = headerOf(callback, 'wechatpay-serial') ?? ''
  const key = Object.entries(keys).find(([each]) => sameSerial(each, serial))?.[1] ?? ''
  const header = headerOf(callback, 'wechatpay-signature') ?? ''
  const signature = Buffer.from(header, 'base64')
  if (refusal && /^AUTH_HEADER_/.test(refusal.code)) {
    return { cause: 'header_invalid', evidence: [{ en: refusal.message, zh: refusal.message }] }
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(header) || signature.length !== 256) {
    const plus = recoverDigest(Buffer.from(header.replaceAll(' ', '+'), 'base64'), key)
    const evidence = plus
      ? { en: 'It is whole when its spaces are plus signs.', zh: '把其中的空格还原为加号后签名完整。' }
      : {
          en: `Expected 344 characters of Base64; found ${header.length} characters.`,
          zh: `应为 344 个 Base64 字符；实际 ${header.length} 个字符。`,
        }
    return { cause: 'signature_damaged', evidence: [evidence] }
  }
  const { hash, digest } = recoverDigest(signature, key) ?? {}
  // WeChat Pay signs with SHA-256. Whatever used another hash is not WeChat Pay.
  if (!digest || hash !== 'SHA-256') return wrongKey(signature, keys)
  if (body.length === 0) return { cause: 'body_empty', evidence: [keyIsRight] }
  const length = Number(headerOf(callback, 'content-length'))
  if (!wasParsed && length > body.length) {
    const evidence = {
      en: `Content-Length is ${length}; the body has ${body.length} bytes.`,
      zh: `Content-Length 为 ${length}，报文只有 ${body.length} 字节。`,
    }
    return { cause: 'body_truncated', evidence: [keyIsRight, evidence] }
  }
  return changed(callback, digest)
}

const keyIsRight: Text = {
  en: 'The signature was made with the configured key, over other bytes.',
  zh: '签名由已配置的密钥生成，但针对的是其他内容。',
}

function changed(callback: SavedCallback, digest: string): Diagnosis {
  const { body, wasParsed } = callback
  const cause = wasParsed ? 'body_parsed' : 'body_changed'
  const head = `${headerOf(callback, 'wechatpay-timestamp')}\n${headerOf(callback, 'wechatpay-nonce')}\n`
  const isSigned = (bytes: Uint8Array): boolean =>
    createHash('sha256').update(head).update(bytes).update('\n').digest('hex') === digest
  // A parsed body, serialised again, is what was signed if nothing but its white space was lost.
  if (wasParsed && isSigned(body)) {
    return { cause, change: 'reserialised', evidence: [keyIsRight, changeTexts.reserialised] }
  }
  for (const { change, bytes } of variantsOf(body)) {
    if (isSigned(bytes)) return { cause, change, evidence: [keyIsRight, changeTexts[change]] }
  }
  const lost: Text = {
    en: 'How the body was changed cannot be told from it. Timestamp or nonce may be of another message, too.',
    zh: '无法从报文判断它如何被修改。也可能时间戳或随机串来自另一条消息。',
  }
  return { cause, evidence: [keyIsRight, lost] }
}

function wrongKey(signature: Uint8Array, keys: SetUp['keys']): Diagnosis {
  const other = Object.entries(keys).find(([, key]) => recoverDigest(signature, key))
  const evidence = other && {
    en: `It was made with the key that is configured under ${other[0]}: the two are swapped.`,
    zh: `签名由 ${other[0]} 所配置的密钥生成：两个密钥对调了。`,
  }
  return { cause: 'wrong_key', evidence: evidence ? [evidence] : [] }
}

type Verified =
  | { readonly body: VerifiedBytes; readonly refusal?: undefined }
  | { readonly body?: undefined; readonly refusal: AuthError }

/**
 * Verifies as the packages do, at the time of the signature.
 *
 * @throws {AuthError} if a key cannot be used
 */
async function verify({ headers, body }: SavedCallback, keys: KeyMap): Promise<Verified> {
  const now = Number(headerOf({ headers }, 'wechatpay-timestamp')) * 1000
  try {
    return await createVerifier({ keys, now: () => now, sandbox: true }).verify({ headers, body })
  } catch (error) {
    if (error instanceof AuthError && /^AUTH_(SIGNATURE|HEADER)_/.test(error.code)) return { refusal: error }
    throw error
  }
}

/** A key that is refused in production, although it has verified the callback. */
function sandboxKey({ keys, isSandbox }: SetUp): Diagnosis | undefined {
  const serial = Object.entries(keys).find(([name, key]) => !isAccepted({ [name]: key }, isSandbox))?.[0]
  if (serial === undefined) return undefined
  const evidence = { en: `${serial} is a sandbox's key.`, zh: `${serial} 是沙箱的密钥。` }
  return { cause: 'sandbox_key', evidence: [evidence] }
}

function isAccepted(keys: KeyMap, sandbox: boolean): boolean {
  try {
    return createVerifier({ keys, sandbox }) !== undefined
  } catch {
    return false
  }
}

function found(value: string): Text {
  return { en: `Found: ${value.slice(0, 80)}.`, zh: `实际：${value.slice(0, 80)}。` }
}
