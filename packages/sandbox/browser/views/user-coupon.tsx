import type { ShownUserCoupon } from '../../src/page/coupon-lists.ts'
import { remove, useLive } from '../api.ts'
import { run } from '../message.ts'
import { Loading } from '../parts/empty.tsx'
import { Facts } from '../parts/facts.tsx'
import { Head } from '../parts/head.tsx'
import { Problem } from '../parts/problem.tsx'
import { t } from '../texts.ts'
import { CallbackRows } from './callback-rows.tsx'
import { History } from './history.tsx'
import { deedsOf, linksOf, timesOf } from './user-coupon-facts.tsx'
import { UserCouponRows, UserCouponState } from './user-coupon-rows.tsx'

/** A user's coupon: whether it was confirmed and used, and the callback about it. */
export function UserCoupon({ id }: { id: string }) {
  const { data: userCoupon, error } = useLive<ShownUserCoupon>(`/user-coupons/${encodeURIComponent(id)}`)
  if (error) return <Problem error={error} />
  if (!userCoupon) return <Loading />
  const { name, owner, brand_id, confirmation, coupon_state, rounds, history, callbacks } = userCoupon
  const shown = { ...userCoupon, isConfirmed: confirmation !== undefined }
  return (
    <>
      <Head
        title={name}
        id={id}
        idName="coupon_code"
        states={[['userCoupon', <UserCouponState key="state" of={shown} />]]}
        owner={owner}
        brandId={brand_id}
      >
        {!confirmation && (
          <p class="note">{t(coupon_state === 'CONFIRMING' ? 'notConfirmed' : 'endedUnconfirmed')}</p>
        )}
        <Facts of={linksOf(userCoupon)} />
      </Head>
      <Deletion of={userCoupon} />
      <section>
        <h3>{t('validity')}</h3>
        <Facts of={timesOf(userCoupon)} />
      </section>
      <section>
        <h3>{t('calls')}</h3>
        <Facts of={deedsOf(userCoupon)} />
      </section>
      {rounds.length > 0 && (
        <section>
          <h3>{t('rounds')}</h3>
          <UserCouponRows of={rounds} />
        </section>
      )}
      <section>
        <h3>{t('history')}</h3>
        <History of={history} />
      </section>
      <section>
        <h3>{t('itsCallback')}</h3>
        {callbacks.length === 0 ? (
          <p class="hint">{t('noCallbackOfCoupon')}</p>
        ) : (
          <CallbackRows of={callbacks} ofOne />
        )}
      </section>
    </>
  )
}

function Deletion({ of: { coupon_code, isDeletable } }: { of: ShownUserCoupon }) {
  const press = (): void => {
    if (!isDeletable) return
    void run(async () => {
      await remove(`/user-coupons/${encodeURIComponent(coupon_code)}`)
      return { text: t('done', { what: t('userDeletes') }) }
    })
  }
  return (
    <section>
      <h3>{t('byUser')}</h3>
      <div class="buttons">
        <button type="button" aria-disabled={!isDeletable} onClick={press}>
          {t('userDeletes')}
        </button>
      </div>
    </section>
  )
}
