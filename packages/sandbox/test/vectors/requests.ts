import { readFileSync } from 'node:fs'

/** A request as another client really sent it, byte for byte, and the response that WeChat Pay's pages call for. */
export interface RequestVector {
  /** The client and its version. */
  readonly by: string
  readonly mode: 'publicKey' | 'certificates'
  /** Unix seconds. */
  readonly clock: number
  readonly method: string
  readonly target: string
  /** In the order and spelling of the wire. {PLATFORM_SERIAL} is not signed: any platform has a serial of its own. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  readonly expected: {
    readonly status: number
    readonly code?: string
    readonly cause?: number
    readonly why: string
  }
}

interface Vectors {
  readonly merchant: {
    readonly mchid: string
    readonly serialNo: string
    readonly publicKey: string
    readonly brandId: string
  }
  readonly requests: readonly RequestVector[]
}

export const vectors: Vectors = JSON.parse(readFileSync(new URL('requests.json', import.meta.url), 'utf8'))
