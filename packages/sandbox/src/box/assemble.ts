import { createNotifier } from '../callbacks/notifier.ts'
import { createActivity } from '../clock/activity.ts'
import { createClock } from '../clock/clock.ts'
import { toMilliseconds } from '../clock/duration.ts'
import { defaultCouponTerms } from '../coupons/adopt.ts'
import { createRouter } from '../endpoints/router.ts'
import { createFaultRules } from '../faults/rules.ts'
import { cryptoBytes, type RandomBytes } from '../http/random.ts'
import {
  type Caller,
  createCaller,
  type Identity,
  type IdentityKind,
  restoreCaller,
  type SavedCaller,
} from '../identities/identity.ts'
import type { MakeKeyPair } from '../identities/key-pair.ts'
import { createState } from '../plans/create-state.ts'
import type { State } from '../plans/state.ts'
import { createRequestRecords } from '../requests/request-records.ts'
import {
  createCallerSigner,
  createCallerVerifier,
  type OwnPrivateKey,
  type SandboxClientOptions,
  type SandboxHandlerSettings,
} from './caller-options.ts'
import { createChanges } from './changes.ts'
import { checkedBytes, checkOptions } from './check-options.ts'
import { createControl } from './create-control.ts'
import type { SandboxCallers, SandboxOptions } from './options.ts'
import { createRespond } from './respond.ts'
import type { OwnKeySandbox } from './sandbox.ts'
import { invalidState, readState, toState } from './saved-sandbox.ts'

const defaultIds = { mchid: '1900000001', brandId: '120344' } as const

/** A sandbox, and what it is made of. */
export interface Assembled {
  readonly sandbox: OwnKeySandbox
  readonly state: State
  readonly identityOf: (kind: IdentityKind) => Promise<Identity>
  readonly now: () => number
  readonly randomBytes: RandomBytes
}

export interface AssembleOptions {
  readonly callers: SandboxCallers
  readonly options: SandboxOptions
  readonly makeKeyPair: MakeKeyPair
}

/** Puts a sandbox together. */
export async function assemble({ callers, options, makeKeyPair }: AssembleOptions): Promise<Assembled> {
  checkOptions(callers, options)
  const { merchant, brand } = callers
  const saved = options.state === undefined ? undefined : readState(options.state)
  const clock = createClock({ now: options.now, speed: options.speed, saved: saved?.clock })
  const { now } = clock
  const activity = createActivity()
  const { apiV3Key, brandApiV3Key, platform, brandPlatform, endpoints = [] } = options
  const randomBytes = checkedBytes(options.rng ?? cryptoBytes)
  const changes = createChanges()
  const common = { clock, track: activity.track, randomBytes, makeKeyPair }
  const restored = (kind: IdentityKind, caller: SavedCaller): Promise<Caller> =>
    restoreCaller(kind, caller, common).catch((cause: unknown) => {
      throw invalidState('its keys are damaged', { cause })
    })
  const brandId = saved?.brandId ?? brand?.brandId ?? defaultIds.brandId
  const partnerCaller = await (saved
    ? restored('partner', saved.partner)
    : createCaller('partner', merchant?.mchid ?? defaultIds.mchid, {
        ...common,
        ...{ own: merchant, apiV3Key, platform },
      }))
  const { platformKeys, id: mchid } = partnerCaller.identity
  if (!saved) await platformKeys.use(options.platformKeys ?? 'publicKey')
  let lazyBrand: Promise<Caller> | undefined = saved?.brand && restored('brand', saved.brand)
  // Now, so that what is wrong with the state is known, and what its clock does is in the agenda.
  await lazyBrand
  const brandCaller = (): Promise<Caller> => {
    lazyBrand ??= createCaller('brand', brandId, {
      ...common,
      ...{ own: brand, apiV3Key: brandApiV3Key, platform: brandPlatform },
    })
    return lazyBrand
  }
  const identityOf = async (kind: IdentityKind) =>
    (kind === 'brand' ? await brandCaller() : partnerCaller).identity
  const auditTime =
    options.auditTime === undefined ? saved?.auditTime : toMilliseconds('auditTime', options.auditTime)
  const callbacks = options.callbacks ?? saved?.callbackOptions ?? {}
  const state = createState({
    clock,
    auditTime,
    randomBytes,
    couponTerms: saved?.coupon ?? { ...defaultCouponTerms(now()), ...options.coupon },
    unknownCoupons: saved?.unknownCoupons ?? options.unknownCoupons ?? 'adopt',
    authorisedBrands: new Set(saved?.authorisedBrands ?? options.authorisedBrands ?? [brandId]),
    notifier: createNotifier({
      clock,
      activity,
      randomBytes,
      identityOf,
      callbacks,
      onChange: (callbackId) => changes.tell({ kind: 'callback', callbackId }),
      // The default is looked up at each call: tests replace it.
      deliver: (...sent) => (options.deliver ?? fetchOf)(...sent),
    }),
    onPlan: (planId) => changes.tell({ kind: 'plan', planId }),
    onCoupon: (productCouponId) => changes.tell({ kind: 'coupon', productCouponId }),
    onBatch: (stockId) => changes.tell({ kind: 'batch', stockId }),
    onUserCoupon: (couponCode) => changes.tell({ kind: 'userCoupon', couponCode }),
    onNotifyUrl: (owner) => changes.tell({ kind: 'notifyUrl', owner }),
  })
  const router = createRouter(state, endpoints)
  const faults = createFaultRules(randomBytes, () => changes.tell({ kind: 'faults' }))
  const requests = createRequestRecords((requestId) => changes.tell({ kind: 'request', requestId }))
  const respond = createRespond({ identityOf, router, faults, records: requests, now, randomBytes })
  const clientOptions = (caller: Caller, own?: OwnPrivateKey): SandboxClientOptions => ({
    signer: createCallerSigner(caller, now, own),
    verifier: createCallerVerifier(caller, now),
    fetch: respond,
    sandbox: true,
  })
  const handlerSettings = (caller: Caller): SandboxHandlerSettings => ({
    verifier: createCallerVerifier(caller, now),
    apiV3Key: caller.identity.apiV3Key,
  })
  const sandbox: OwnKeySandbox = {
    credentials: { mchid, ...partnerCaller.credentials },
    clientOptions: (own) => clientOptions(partnerCaller, own),
    handlerSettings: () => handlerSettings(partnerCaller),
    brand: {
      brandId,
      credentials: async () => ({ brandId, ...(await brandCaller()).credentials }),
      clientOptions: async (own) => clientOptions(await brandCaller(), own),
      handlerSettings: async () => handlerSettings(await brandCaller()),
    },
    rootCertificate: platformKeys.rootCertificate,
    fetch: respond,
    control: createControl(state, { platformKeys, faults, requests, changes }),
    async save() {
      await state.notifier.quiet()
      const brand = await (await lazyBrand)?.save()
      const partner = await partnerCaller.save()
      return toState({
        ...{ partner, brand, brandId, auditTime, coupon: state.couponTerms },
        unknownCoupons: state.unknownCoupons,
        authorisedBrands: [...state.authorisedBrands],
        callbackOptions: callbacks,
        clock: clock.save(),
        plans: state.save(),
        callbacks: state.notifier.save(),
        faults: faults.save(),
      })
    },
    close: clock.close,
  }
  if (saved) {
    state.restore(saved.plans)
    faults.restore(saved.faults)
    state.notifier.restore(saved.callbacks)
    clock.restoreOrder(saved.clock)
  }
  return { sandbox, state, identityOf, now, randomBytes }
}

const fetchOf = (request: Request): Promise<Response> => globalThis.fetch(request)
