import { openResource, type SealedResource } from '@wxdp/auth'
import { createSandbox, type PlatformKeyMode, type Sandbox } from '@wxdp/sandbox'
import { type Call, type CallResponse, callerOf } from './caller.ts'

const day = 24 * 3600 * 1000
export const year: number = 365 * day

export interface Listed {
  readonly serial_no: string
  readonly effective_time: string
  readonly expire_time: string
  readonly encrypt_certificate: SealedResource
}

export interface OpenedCertificate {
  readonly entry: Listed
  readonly pem: string
}

export interface Connected {
  readonly clock: { time: number }
  readonly now: () => number
  readonly box: Sandbox
  readonly call: Call
  readonly list: (headers?: HeadersInit) => Promise<CallResponse>
  /** The certificates of a list, decrypted. */
  readonly opened: (response?: CallResponse) => Promise<OpenedCertificate[]>
}

/** A service provider in a sandbox whose keys and clock can be changed. */
export async function connect(platformKeys?: PlatformKeyMode): Promise<Connected> {
  const clock = { time: Date.UTC(2026, 10, 24, 0, 0, 0, 999) }
  const now = () => clock.time
  const box = await createSandbox({
    now,
    ...(platformKeys && { platformKeys }),
    deliver: async () => new Response(null, { status: 204 }),
  })
  const call = await callerOf(box, 'partner')
  const list = (headers: HeadersInit = { 'Wechatpay-Serial': '' }) =>
    call('GET', '/v3/certificates', undefined, headers)
  const { apiV3Key } = box.credentials
  return {
    clock,
    now,
    box,
    call,
    list,
    async opened(response?: CallResponse) {
      const { data } = (response ?? (await list())).body as unknown as { data: Listed[] }
      return Promise.all(
        data.map(async (entry) => ({
          entry,
          pem: new TextDecoder().decode(await openResource(apiV3Key, entry.encrypt_certificate)),
        })),
      )
    },
  }
}
/** The serial of the key that signed a response. */
export const signerOf = ({ headers }: CallResponse): string | null => headers.get('wechatpay-serial')
