import type { Router } from '../endpoints/router.ts'
import { damage } from '../faults/damage.ts'
import { isDamage, takesEffect } from '../faults/fault.ts'
import { resetError, untilAborted } from '../faults/no-response.ts'
import { htmlPage } from '../faults/page.ts'
import type { FaultRules } from '../faults/rules.ts'
import { type SandboxFetch, toRequest } from '../http/fetch.ts'
import { hexadecimal, type RandomBytes, randomString } from '../http/random.ts'
import { Refusal, rateLimitExceeded, systemError } from '../http/refusal.ts'
import { pathOf, readRequest } from '../http/request.ts'
import type { ResponseContent } from '../http/responses.ts'
import { toResponse } from '../http/sign.ts'
import { languageOf } from '../http/text.ts'
import { authenticate } from '../identities/authenticate.ts'
import { platformSerialIn } from '../identities/check-headers.ts'
import { type Identity, type IdentityKind, identityKindOf } from '../identities/identity.ts'

export interface RespondOptions {
  readonly identityOf: (kind: IdentityKind) => Promise<Identity>
  readonly route: Router
  readonly faults: FaultRules
  readonly now: () => number
  readonly randomBytes: RandomBytes
}

/** How old a stale signature is, in milliseconds: twice as old as is accepted. */
const staleness = 600_000

/** Responds as WeChat Pay does; or as it does not, if a fault is to happen. */
export function createRespond(options: RespondOptions): SandboxFetch {
  const { identityOf, route, faults, now, randomBytes } = options
  async function contentFor(request: Request, identity: Identity): Promise<ResponseContent> {
    const raw = await readRequest(request)
    await authenticate(raw, identity, { now })
    return route(raw, identity)
  }
  return async (input, init) => {
    const request = toRequest(input, init)
    const { headers } = request
    const path = pathOf(request)
    const rule = faults.next(request.method, path)
    const identity = await identityOf(identityKindOf(path))
    const signing = {
      key: identity.platformKeys.responseKey(platformSerialIn(headers)),
      language: languageOf(headers.get('accept-language')) ?? 'zh',
      requestId: randomString(hexadecimal, { length: 16, randomBytes }),
      nonce: randomString(hexadecimal, { length: 32, randomBytes }),
    }
    const respondWith = async (content: () => Promise<ResponseContent>): Promise<Response> => {
      const age = rule?.fault === 'stale' ? staleness : 0
      const sign = (of: ResponseContent): Promise<Response> =>
        toResponse(of, { ...signing, now: now() - age })
      return content().then(sign, (error: unknown) => {
        if (error instanceof Refusal) return sign(error.toResponse(signing.language))
        throw error
      })
    }
    const handled = (): Promise<Response> => respondWith(() => contentFor(request, identity))
    if (!rule) return handled()
    const { fault } = rule
    if (isDamage(fault)) return damage(await handled(), fault)
    if (takesEffect(rule)) await handled()
    switch (fault) {
      case 'timeout':
        return untilAborted(request.signal)
      case 'reset':
        throw resetError()
      case 429:
        return respondWith(() => Promise.reject(rateLimitExceeded()))
      case 500:
        return respondWith(() => Promise.reject(systemError()))
      default:
        return htmlPage(fault === 502 ? 502 : 200)
    }
  }
}
