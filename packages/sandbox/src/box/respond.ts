import type { Router } from '../endpoints/router.ts'
import { resetError, untilAborted } from '../faults/no-response.ts'
import type { FaultRules } from '../faults/rules.ts'
import { type SandboxFetch, toRequest } from '../http/fetch.ts'
import { mark, markHeader } from '../http/marks.ts'
import { hexadecimal, type RandomBytes, randomString } from '../http/random.ts'
import { Refusal } from '../http/refusal.ts'
import { lineOf, pathOf, readRequest, withoutBody } from '../http/request.ts'
import { toResponse } from '../http/responses.ts'
import { languageOf } from '../http/text.ts'
import { platformSerialIn } from '../identities/check-headers.ts'
import { type Identity, type IdentityKind, identityKindOf } from '../identities/identity.ts'
import type { Seen } from '../requests/request-record.ts'
import type { RequestRecords } from '../requests/request-records.ts'
import { type HandleOptions, handle, toRefusal } from './handle.ts'

export interface RespondOptions extends HandleOptions {
  readonly identityOf: (kind: IdentityKind) => Promise<Identity>
  readonly router: Router
  readonly faults: FaultRules
  readonly records: RequestRecords
  readonly randomBytes: RandomBytes
}

/** Responds as WeChat Pay does; or as it does not, if a fault is to happen. */
export function createRespond(options: RespondOptions): SandboxFetch {
  const { identityOf, router, faults, records, now, randomBytes } = options
  return async (input, init) => {
    const request = toRequest(input, init)
    const { headers, signal } = request
    const path = pathOf(request)
    const rule = faults.next(request.method, path)
    const to = identityKindOf(path)
    const identity = await identityOf(to)
    await identity.platformKeys.upToDate()
    const signing = {
      key: identity.platformKeys.responseKey(platformSerialIn(headers)),
      language: languageOf(headers.get('accept-language')) ?? 'zh',
      requestId: mark + randomString(hexadecimal, { length: 9, randomBytes }),
      nonce: randomString(hexadecimal, { length: 32, randomBytes }),
    }
    const time = now()
    const isUpload = router.isUpload(lineOf(request), to)
    const read = await readRequest(request, { isUpload }).catch(toRefusal)
    const readable = read instanceof Refusal ? withoutBody(request) : read
    const record = (seen: Pick<Seen, 'signature' | 'response'>): void =>
      records.add({
        ...{ id: signing.requestId, time, to, request: readable, fault: rule?.fault },
        ...seen,
        endpoint: () => router.nameOf(readable, to),
      })
    const handled = await handle({ request: read, identity, rule, signing }, options).catch((error) => {
      // An endpoint of the user's own: only genuine requests reach it.
      record({ signature: 'genuine', response: undefined })
      throw error
    })
    const { outcome, signature } = handled
    const response =
      typeof outcome === 'object' ? { ...outcome, headers: { ...outcome.headers, ...markHeader } } : undefined
    record({ signature, response })
    if (response) return toResponse(response)
    if (outcome === 'reset') throw resetError()
    return untilAborted(signal)
  }
}
