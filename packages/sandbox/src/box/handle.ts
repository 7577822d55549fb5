import type { Router } from '../endpoints/router.ts'
import { damage } from '../faults/damage.ts'
import { type FaultRule, isDamage, takesEffect } from '../faults/fault.ts'
import { htmlPage } from '../faults/page.ts'
import { Refusal, rateLimitExceeded, systemError } from '../http/refusal.ts'
import type { RawRequest } from '../http/request.ts'
import type { ResponseContent, SentResponse } from '../http/responses.ts'
import { type ResponseOptions, signResponse } from '../http/sign.ts'
import type { WrongSignature } from '../http/signature-check.ts'
import { authenticate } from '../identities/authenticate.ts'
import { checkHeaders } from '../identities/check-headers.ts'
import type { Identity } from '../identities/identity.ts'
import type { Seen } from '../requests/request-record.ts'

/** A request on its way to an endpoint. */
export interface Arrival {
  /** Or why its body could not be read. */
  readonly request: RawRequest | Refusal
  readonly identity: Identity
  /** The fault that it meets. */
  readonly rule: FaultRule | undefined
  readonly signing: Omit<ResponseOptions, 'now'>
}

/** What became of a request: a response, or none; and what was found out about its signature. */
export interface Handled {
  readonly outcome: SentResponse | 'timeout' | 'reset'
  readonly signature: Seen['signature']
}

export interface HandleOptions {
  readonly router: Router
  readonly now: () => number
}

interface Content {
  readonly content: ResponseContent | Refusal
  readonly signature: Seen['signature']
}

/** How old a stale signature is, in milliseconds: twice as old as is accepted. */
const staleness = 600_000

/** @throws what an endpoint of the user's own throws, and nothing else */
export async function handle(
  { request, identity, rule, signing }: Arrival,
  { router, now }: HandleOptions,
): Promise<Handled> {
  const content = (): Promise<Content> => contentFor(request, identity, { router, now })
  const respondWith = async ({ content, signature }: Content, age = 0): Promise<Response> => {
    const responded = content instanceof Refusal ? content.toResponse(signing.language) : content
    return { outcome: await signResponse(responded, { ...signing, now: now() - age }), signature }
  }
  if (!rule) return respondWith(await content())
  const { fault } = rule
  if (isDamage(fault)) {
    const { outcome, signature } = await respondWith(await content(), fault === 'stale' ? staleness : 0)
    return { outcome: damage(outcome, fault), signature }
  }
  const { signature } = takesEffect(rule) ? await content() : unchecked
  switch (fault) {
    case 'timeout':
    case 'reset':
      return { outcome: fault, signature }
    case 429:
      return respondWith({ content: rateLimitExceeded(), signature })
    case 500:
      return respondWith({ content: systemError(), signature })
    default:
      return { outcome: htmlPage(fault === 502 ? 502 : 200), signature }
  }
}

type Response = Handled & { readonly outcome: SentResponse }

const unchecked = { signature: 'unchecked' } as const

async function contentFor(
  request: RawRequest | Refusal,
  identity: Identity,
  { router, now }: HandleOptions,
): Promise<Content> {
  if (request instanceof Refusal) return { content: request, ...unchecked }
  const wrong = await authenticate(request, identity, { now }).catch(toRefusal)
  // Whatever authentication refuses is a SIGN_ERROR.
  if (wrong) return { content: wrong, signature: wrong.content.signature as WrongSignature }
  const signature = 'genuine'
  try {
    checkHeaders(request, identity)
    return { content: await router.respond(request, identity), signature }
  } catch (error) {
    return { content: toRefusal(error), signature }
  }
}

export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}
