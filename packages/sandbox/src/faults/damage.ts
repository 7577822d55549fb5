import type { SentResponse } from '../http/responses.ts'
import { probeSignature } from '../http/sign.ts'
import type { Damage } from './fault.ts'

const second = 1000

/** A response to which a fault of its body or its headers has happened. */
export function damage(response: SentResponse, fault: Damage): SentResponse {
  switch (fault) {
    case 'slowBody':
      return streamed(response, slowly)
    case 'truncatedBody':
      return streamed(response, truncated)
    case 'unsigned':
      return {
        ...response,
        headers: Object.fromEntries(
          Object.entries(response.headers).filter(([name]) => !name.startsWith('Wechatpay-')),
        ),
      }
    case 'wrongSignature':
      return withHeader(response, 'Wechatpay-Signature', otherSignature)
    case 'probe':
      return withHeader(response, 'Wechatpay-Signature', probeSignature)
    case 'wrongSerial':
      return withHeader(response, 'Wechatpay-Serial', () => unknownSerial)
    // Signed in the past.
    case 'stale':
      return response
  }
}

/** As long as that of a certificate; the sandbox's own begin with 5. */
const unknownSerial = '7'.repeat(40)

function streamed(response: SentResponse, stream: NonNullable<SentResponse['stream']>): SentResponse {
  const { headers, body } = response
  if (body.length === 0) return response
  // Says how much is to come: over HTTP, the caller notices that some is missing.
  return { ...response, headers: { ...headers, 'Content-Length': String(body.length) }, stream }
}

/** Changes a header of a signed response. */
function withHeader(response: SentResponse, name: string, change: (value: string) => string): SentResponse {
  const value = response.headers[name]
  if (value === undefined) return response
  return { ...response, headers: { ...response.headers, [name]: change(value) } }
}

/** As long as the genuine one, and valid Base64. */
function otherSignature(signature: string): string {
  return signature.slice(4, 8) + signature.slice(0, 4) + signature.slice(8)
}

/** One byte a second, in real time: so are the caller's time limits. */
function slowly(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let next = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next > 0) {
        await new Promise<void>((resolve) => {
          timer = setTimeout(resolve, second)
        })
      }
      next += 1
      controller.enqueue(bytes.slice(next - 1, next))
      if (next === bytes.length) controller.close()
    },
    cancel: () => clearTimeout(timer),
  })
}

function truncated(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = false
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(new TypeError('terminated'))
      else controller.enqueue(bytes.slice(0, Math.floor(bytes.length / 2)))
      isSent = true
    },
  })
}
