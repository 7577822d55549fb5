import { probeSignature } from '../http/sign.ts'
import type { Damage } from './fault.ts'

const second = 1000

/** A response to which a fault of its body or its headers has happened. */
export async function damage(response: Response, fault: Damage): Promise<Response> {
  const { status } = response
  const bytes = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  const withBody = (body: ReadableStream<Uint8Array>): Response => {
    // Says how much is to come: over HTTP, the caller notices that some is missing.
    headers.set('Content-Length', String(bytes.length))
    return new Response(body, { status, headers })
  }
  const withHeaders = (): Response => new Response(bytes.length > 0 ? bytes : null, { status, headers })
  switch (fault) {
    case 'slowBody':
      return bytes.length > 0 ? withBody(slowly(bytes)) : withHeaders()
    case 'truncatedBody':
      return bytes.length > 0 ? withBody(truncated(bytes)) : withHeaders()
    case 'unsigned':
      for (const name of [...headers.keys()]) {
        if (name.startsWith('wechatpay-')) headers.delete(name)
      }
      return withHeaders()
    case 'wrongSignature':
      return changeSignature(headers, otherSignature, withHeaders)
    case 'probe':
      return changeSignature(headers, probeSignature, withHeaders)
    case 'wrongSerial':
      if (headers.has(serialHeader)) headers.set(serialHeader, unknownSerial)
      return withHeaders()
    // Signed in the past.
    case 'stale':
      return withHeaders()
  }
}

const signatureHeader = 'Wechatpay-Signature'
const serialHeader = 'Wechatpay-Serial'
/** As long as that of a certificate; the sandbox's own begin with 5. */
const unknownSerial = '7'.repeat(40)

function changeSignature(
  headers: Headers,
  change: (signature: string) => string,
  toResponse: () => Response,
): Response {
  const signature = headers.get(signatureHeader)
  if (signature) headers.set(signatureHeader, change(signature))
  return toResponse()
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
