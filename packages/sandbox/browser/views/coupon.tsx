import type { ShownCoupon } from '../../src/page/coupon-lists.ts'
import { useLive } from '../api.ts'
import { StateChip } from '../parts/chip.tsx'
import { Loading } from '../parts/empty.tsx'
import { Fields } from '../parts/fields.tsx'
import { Head } from '../parts/head.tsx'
import { Problem } from '../parts/problem.tsx'
import { asked } from '../route.ts'
import { t } from '../texts.ts'
import { Batch } from './batch.tsx'
import { History } from './history.tsx'

/** A product coupon with its batches. A link can ask for one of them. */
export function Coupon({ id }: { id: string }) {
  const { data: coupon, error } = useLive<ShownCoupon>(`/coupons/${encodeURIComponent(id)}`)
  if (error) return <Problem error={error} />
  if (!coupon) return <Loading />
  const { product_coupon_id, terms, state, owner, brand_id, batches, history } = coupon
  return (
    <>
      <Head
        title={terms.display_info.name}
        id={product_coupon_id}
        idName="product_coupon_id"
        states={[['coupon', <StateChip key="state" of={state} />]]}
        owner={owner}
        brandId={brand_id}
      />
      <section>
        <h3>{t('batches')}</h3>
        <ul class="attempts">
          {batches.map((batch) => (
            <li key={batch.stock_id}>
              <Batch
                of={batch}
                isOpen={batches.length === 1 || batch.stock_id === asked('stockId')}
                isAsked={batch.stock_id === asked('stockId')}
              />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('history')}</h3>
        <History of={history} />
      </section>
      <section>
        <h3>{t('couponTerms')}</h3>
        <Fields of={terms} />
      </section>
    </>
  )
}
