// One request, signed by @wxdp/auth.
import { createSigner, type PrivateKeyInput } from '@wxdp/auth'
import { encode, sha256 } from '../parts/bytes.ts'

/** What is signed, and by whom: as typed. */
export interface Parts {
  readonly caller: 'mchid' | 'brandId'
  readonly id: string
  readonly serialNo: string
  readonly privateKey: string
  readonly method: string
  readonly target: string
  /** Unix seconds. */
  readonly timestamp: string
  readonly nonce: string
  readonly body: string
}

export interface Signed {
  readonly authorization: string
  /** Base64. */
  readonly signature: string
  readonly bodyBytes: number
  /** Of the body, in hexadecimal. */
  readonly bodyDigest: string
}

/** The five lines of the message, without their line feeds. The body may have several. */
export function linesOf({ method, target, timestamp, nonce, body }: Parts): string[] {
  return [method, target, timestamp, nonce, body]
}

export const messageOf = (parts: Parts): string =>
  linesOf(parts)
    .map((line) => `${line}\n`)
    .join('')

/** @throws {AuthError} As `createSigner` and `authorize` do. */
export async function sign(parts: Parts, privateKey: PrivateKeyInput = parts.privateKey): Promise<Signed> {
  const { caller, id, serialNo, method, target, timestamp, nonce, body } = parts
  const identity = caller === 'mchid' ? { mchid: id } : { brandId: id }
  const signer = createSigner({
    ...identity,
    serialNo,
    privateKey,
    now: () => Number(timestamp) * 1000,
    nonce: () => nonce,
  })
  const bytes = encode(body)
  const authorization = await signer.authorize({ method, target, body: bytes })
  const [, signature = ''] = /signature="([^"]*)"/.exec(authorization) ?? []
  return { authorization, signature, bodyBytes: bytes.length, bodyDigest: await sha256(body) }
}
