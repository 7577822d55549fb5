import type { Batch, BatchTerms } from './batch.ts'
import { type BundleTerms, batchTermsOf, roundsOf } from './bundle.ts'
import type { Coupon, CouponTerms } from './coupon.ts'
import type { Coupons } from './coupons.ts'
import type { Owned } from './owned.ts'

/** The batch of a coupon that can be used once, or the group of batches of one that has several rounds. */
export type NewStock =
  | { readonly kind: 'batch'; readonly terms: BatchTerms; readonly id?: string }
  | { readonly kind: 'bundle'; readonly terms: BundleTerms; readonly id?: string }

/** How something comes to be: by a call, or because a plan names it that was made elsewhere. */
export type Origin = { readonly step: 'create' | 'adopt'; readonly by: 'request' }

const created: Origin = { step: 'create', by: 'request' }

/** Stores a new coupon under a new id. */
export function addCoupon(
  coupons: Coupons,
  { terms, id, ...owned }: Owned & { readonly terms: CouponTerms; readonly id?: string },
  origin: Origin = created,
): Coupon {
  const product_coupon_id =
    id ?? newId('91', coupons.coupons.size, (id) => coupons.coupons.inGroup(`id ${id}`))
  return coupons.coupons.add({ ...owned, product_coupon_id, terms, state: 'EFFECTIVE' }, origin)
}

/** Stores a new batch of a coupon, or its new group of batches in the order of their rounds. */
export function addStock(
  coupons: Coupons,
  coupon: Coupon,
  stock: NewStock,
  origin: Origin = created,
): readonly Batch[] {
  const { owner, brand_id, product_coupon_id } = coupon
  const { batches } = coupons
  const isTaken = (id: string): readonly unknown[] => batches.inGroup(`id ${id}`)
  const add = (terms: BatchTerms, id: string | undefined, bundle?: Batch['stock_bundle_info']): Batch => {
    const stock_id = id ?? newId(`${product_coupon_id}`, coupons.batchesOf(coupon).length, isTaken)
    const batch = { owner, brand_id, product_coupon_id, stock_id, terms, state: 'SENDING' } as const
    return batches.add({ ...batch, ...(bundle && { stock_bundle_info: bundle }) }, origin)
  }
  if (stock.kind === 'batch') return [add(stock.terms, stock.id)]
  const stock_bundle_id =
    stock.id ??
    newId('92', batches.page({ test: isFirst, offset: 0, limit: 0 }).total, (id) =>
      coupons.rounds({ owner, brand_id }, id),
    )
  return batchTermsOf(stock.terms, roundsOf(coupon.terms)).map((terms, stock_bundle_index) =>
    add(terms, undefined, { stock_bundle_id, stock_bundle_index }),
  )
}

/** There is one of them in each group. */
function isFirst({ stock_bundle_info }: Batch): boolean {
  return stock_bundle_info?.stock_bundle_index === 0
}

/** The next id that nothing has yet. */
function newId(prefix: string, count: number, taken: (id: string) => readonly unknown[]): string {
  const width = prefix.length === 2 ? 8 : 3
  for (let next = count + 1; ; next++) {
    const id = prefix + String(next).padStart(width, '0')
    if (taken(id).length === 0) return id
  }
}
