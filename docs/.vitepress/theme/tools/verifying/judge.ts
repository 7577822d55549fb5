// Says what is wrong with a callback: first its signature, then its sealed resource, in the order of the packages.
import { createVerifier, openResource, type VerifiedBytes } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { normalizeSerial } from '@wxdp/auth/suite'
import { explain, parseEnvelope, parseNotification, planChange } from '@wxdp/core'
import type { Language } from '../../../languages.ts'
import { encode } from '../parts/bytes.ts'
import type { Finding } from '../parts/outputs.ts'
import { diagnose } from './diagnose.ts'
import type { Input } from './input.ts'
import { headerOf, readHeaders } from './read-headers.ts'
import { texts } from './texts.ts'

export interface Judgement {
  readonly findings: readonly Finding[]
  /** What was sealed. Only of a callback whose signature is valid. */
  readonly resource?: string
}

export async function judge(input: Input, language: Language): Promise<Judgement> {
  const bad = (error: unknown): Finding => ({ kind: 'bad', text: explain(error, { language }) })
  const headers = readHeaders(input.headers)
  let verified: VerifiedBytes
  try {
    verified = await verify(input, headers)
  } catch (error) {
    const finding = bad(error)
    const { code } = error as { code?: unknown }
    if (code !== 'AUTH_SIGNATURE_INVALID') return { findings: [finding, note(texts.notOpened[language])] }
    const cause = await diagnose(input, headers)
    return { findings: [finding, note(cause[language]), note(texts.notOpened[language])] }
  }
  const serialNo = headerOf(headers, 'wechatpay-serial')
  const time = new Date(Number(headerOf(headers, 'wechatpay-timestamp')) * 1000).toISOString()
  const genuine = good(texts.genuine(time, serialNo)[language])
  const found = isSandbox(serialNo) ? [genuine, note(texts.sandbox[language])] : [genuine]
  if (input.apiV3Key === '') return { findings: [...found, note(texts.noKey[language])] }
  try {
    return await open(verified, input.apiV3Key, { found, language })
  } catch (error) {
    return { findings: [...found, bad(error)] }
  }
}

async function verify(input: Input, headers: ReturnType<typeof readHeaders>): Promise<VerifiedBytes> {
  const signedAt = Number(headerOf(headers, 'wechatpay-timestamp')) * 1000
  const verifier = createVerifier({
    keys: { [serialOf(input)]: input.key },
    // A saved callback is judged at the time of its signature.
    now: input.isLive || Number.isNaN(signedAt) ? Date.now : () => signedAt,
    sandbox: true,
  })
  return (await verifier.verify({ headers, body: encode(input.body) })).body
}

function serialOf({ serialNo, key }: Input): string {
  if (serialNo.trim() !== '' || !key.includes('BEGIN CERTIFICATE')) return serialNo
  return readCertificate(key).serialNo
}

interface Context {
  readonly found: readonly Finding[]
  readonly language: Language
}

async function open(body: VerifiedBytes, apiV3Key: string, { found, language }: Context): Promise<Judgement> {
  const envelope = parseEnvelope(body)
  const resource = await openResource(apiV3Key, envelope.resource)
  const text = new TextDecoder().decode(resource)
  const opened = [...found, good(texts.opened[language])]
  try {
    const { kind } = parseNotification([planChange], envelope, resource)
    const said =
      kind === 'unknown'
        ? note(texts.otherKind(envelope.event_type)[language])
        : good(texts.kind(kind)[language])
    return { findings: [...opened, said], resource: pretty(text) }
  } catch (error) {
    return { findings: [...opened, { kind: 'bad', text: explain(error, { language }) }], resource: text }
  }
}

function pretty(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2)
}

/** Sandboxes mark the serials of their keys, in letters or in hexadecimal digits. */
function isSandbox(serialNo: string): boolean {
  return /SANDBOX|53414E44424F58/.test(normalizeSerial(serialNo))
}

function good(text: string): Finding {
  return { kind: 'good', text }
}

function note(text: string): Finding {
  return { kind: 'note', text }
}
