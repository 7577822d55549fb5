import { useState } from 'preact/hooks'
import type { ControlStep } from '../../src/box/sandbox-plan.ts'
import type { ShownPlan } from '../../src/page/lists.ts'
import { post, useLive } from '../api.ts'
import { run } from '../message.ts'
import { StateChip } from '../parts/chip.tsx'
import { type Sent, summaryOf } from '../parts/deliveries.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Loading } from '../parts/empty.tsx'
import { Head } from '../parts/head.tsx'
import { Problem } from '../parts/problem.tsx'
import { t } from '../texts.ts'
import { CallbackRows } from './callback-rows.tsx'
import { History } from './history.tsx'
import { PlanCoupon } from './plan-coupon.tsx'
import { SendChange } from './send-change.tsx'
import { TakeCoupon } from './take-coupon.tsx'
import { Terms } from './terms.tsx'

const byWechat = ['approve', 'reject', 'exhaust', 'refill', 'expire'] as const
const byOwner = ['submit', 'pause', 'resume', 'terminate'] as const

const pauses = { stock: 'pausedForStock', batch: 'pausedForBatch', brand: 'pausedForBrand' } as const

/** A plan, and all that can happen to it. */
export function Plan({ id }: { id: string }) {
  const { data: plan, error } = useLive<ShownPlan>(`/plans/${encodeURIComponent(id)}`)
  if (error) return <Problem error={error} />
  if (!plan) return <Loading />
  const { live, draft, owner, plan_state, audit_state, pausedFor, history, callbacks } = plan
  return (
    <>
      <Head
        title={live.plan_name}
        id={id}
        idName="plan_id"
        states={[
          ['planState', <StateChip key="plan" of={plan_state} />],
          ['auditState', <StateChip key="audit" of={audit_state} />],
        ]}
        owner={owner}
        brandId={live.brand_id}
      >
        {pausedFor && <p class="note">{t(pauses[pausedFor])}</p>}
      </Head>
      <Steps plan={plan} />
      <section>
        <h3>{t('history')}</h3>
        <History of={history} />
      </section>
      <PlanCoupon plan={plan} />
      <section>
        <h3>{t('itsCallbacks')}</h3>
        {callbacks.length === 0 ? (
          <p class="hint">{t('noCallbacksOfPlan')}</p>
        ) : (
          <CallbackRows of={callbacks} ofOne />
        )}
      </section>
      <section>
        <h3>{t('terms')}</h3>
        <Terms live={live} draft={draft} />
      </section>
      <SendChange id={id} />
    </>
  )
}

function Steps({ plan: { plan_id, plan_state, possibleSteps } }: { plan: ShownPlan }) {
  const [isRejecting, setRejecting] = useState(false)
  const take = (step: ControlStep, reason?: string): void => {
    void run(async () => {
      const sent = await post<Sent>(`/plans/${plan_id}/steps`, { step, ...(reason && { reason }) })
      return { text: t('done', { what: t(step) }), detail: summaryOf(sent) }
    })
  }
  // Not `disabled`: a button that cannot be focused would lose the focus once its step is taken.
  const button = (step: ControlStep) => {
    const isPossible = possibleSteps.includes(step)
    const press = (): void => {
      if (isPossible) step === 'reject' ? setRejecting(true) : take(step)
    }
    return (
      <button
        key={step}
        type="button"
        class={step === 'approve' ? 'main' : ''}
        aria-disabled={!isPossible}
        onClick={press}
      >
        {t(step)}
      </button>
    )
  }
  return (
    <section class="steps" aria-label={t('whatHappens')}>
      {(
        [
          ['byWechat', byWechat],
          ['byOwner', byOwner],
        ] as const
      ).map(([who, steps]) => (
        <div key={who}>
          <h3 id={who}>{t(who)}</h3>
          {/* biome-ignore lint/a11y/useSemanticElements: buttons, not fields */}
          <div class="buttons" role="group" aria-labelledby={who}>
            {steps.map(button)}
          </div>
        </div>
      ))}
      <div>
        <h3>{t('byUser')}</h3>
        <TakeCoupon id={plan_id} isPossible={plan_state === 'DELIVERING'} />
      </div>
      {isRejecting && (
        <Dialog title={t('reject')} onClose={() => setRejecting(false)}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              const reason = new FormData(event.currentTarget).get('reason')
              setRejecting(false)
              take('reject', String(reason))
            }}
          >
            <label>
              {t('reason')}
              <input name="reason" aria-describedby="reason-hint" />
            </label>
            <p class="hint" id="reason-hint">
              {t('reasonHint')}
            </p>
            <div class="buttons">
              <button type="submit" class="main">
                {t('reject')}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </section>
  )
}
