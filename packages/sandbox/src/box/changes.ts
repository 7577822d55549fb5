import type { IdentityKind } from '../identities/identity.ts'

/** What has changed in a sandbox. */
export type SandboxChange =
  /** A plan is new, or took a step. */
  | { readonly kind: 'plan'; readonly planId: string }
  /** A product coupon is new, or took a step. */
  | { readonly kind: 'coupon'; readonly productCouponId: string }
  /** A batch is new, took a step, or has given out a coupon. */
  | { readonly kind: 'batch'; readonly stockId: string }
  /** A user has got a coupon, or it took a step. */
  | { readonly kind: 'userCoupon'; readonly couponCode: string }
  /** A notification is new, was delivered, or is due at another time. */
  | { readonly kind: 'callback'; readonly callbackId: string }
  /** A request was responded to. */
  | { readonly kind: 'request'; readonly requestId: string }
  /** `advance` has turned the clock, to this time. Milliseconds since 1970. */
  | { readonly kind: 'clock'; readonly now: number }
  /** A rule was added or removed, or has met a call. */
  | { readonly kind: 'faults' }
  /** A callback URL was set. */
  | { readonly kind: 'notifyUrl'; readonly owner: IdentityKind }

/** Called with each change, when it has happened. What it throws is logged. */
export type ChangeListener = (change: SandboxChange) => void | Promise<void>

export interface Changes {
  /** @returns A function that ends the subscription. */
  subscribe(listener: ChangeListener): () => void
  tell(change: SandboxChange): void
}

export function createChanges(): Changes {
  const subscriptions = new Set<{ readonly listener: ChangeListener }>()
  return {
    subscribe(listener) {
      const subscription = { listener }
      subscriptions.add(subscription)
      return () => void subscriptions.delete(subscription)
    },
    tell(change) {
      for (const { listener } of subscriptions) void tellOne(listener, change)
    },
  }
}

/** Calls the listener before it returns. Nothing that the listener does reaches the sandbox. */
async function tellOne(listener: ChangeListener, change: SandboxChange): Promise<void> {
  try {
    await listener(change)
  } catch (error) {
    console.error('@wxdp/sandbox: a listener of control.subscribe failed:', error)
  }
}
