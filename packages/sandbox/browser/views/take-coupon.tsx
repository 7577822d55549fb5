import { post } from '../api.ts'
import { run } from '../message.ts'
import { type Sent, summaryOf } from '../parts/deliveries.ts'
import { t } from '../texts.ts'

/** A user takes the coupon of a plan. */
export function TakeCoupon({ id, isPossible }: { id: string; isPossible: boolean }) {
  return (
    <form
      class="take"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPossible) return
        const openid = String(new FormData(event.currentTarget).get('openid')).trim()
        void run(async () => {
          const sent = await post<Sent>(
            `/plans/${encodeURIComponent(id)}/user-coupons`,
            openid ? { openid } : {},
          )
          return { text: t('done', { what: t('take') }), detail: summaryOf(sent) }
        })
      }}
    >
      <label>
        openid
        <input name="openid" aria-describedby="take-hint" />
      </label>
      <button type="submit" aria-disabled={!isPossible}>
        {t('take')}
      </button>
      <p class="hint" id="take-hint">
        {t('takeHint')}
      </p>
    </form>
  )
}
