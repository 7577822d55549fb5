import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { SandboxBatch } from '../../src/box/sandbox-coupon.ts'
import { StateChip } from '../parts/chip.tsx'
import { Facts } from '../parts/facts.tsx'
import { Fields } from '../parts/fields.tsx'
import { count, countOf } from '../parts/numbers.ts'
import { Time } from '../parts/time.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../texts.ts'
import { History } from './history.tsx'

interface BatchProps {
  readonly of: SandboxBatch
  readonly isOpen: boolean
  /** Whether a link leads to this batch. */
  readonly isAsked: boolean
}

/** A batch of a coupon: how many are left, which plans give them out, and what has happened. */
export function Batch({ of, isOpen, isAsked }: BatchProps) {
  const ref = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (isAsked) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [isAsked])
  const { stock_id, state, terms, sent, stock_bundle_info: bundle, history } = of
  return (
    <details ref={ref} open={isOpen}>
      <summary>
        <span class="what">
          <code>{stock_id}</code> {bundle && t('round', { n: bundle.stock_bundle_index + 1 })}
        </span>
        <span class="number">{countOf(sent.total, terms.stock_send_rule.max_count)}</span>
        <span class="chips">
          <StateChip of={state} />
        </span>
      </summary>
      <div class="parts">
        <Facts of={factsOf(of)} />
        <div>
          <h4>{t('history')}</h4>
          <History of={history} />
        </div>
        <div>
          <h4>{t('batchTerms')}</h4>
          <Fields of={terms} />
        </div>
      </div>
    </details>
  )
}

function factsOf(of: SandboxBatch): readonly (readonly [name: string, value: ComponentChildren])[] {
  const { stock_id, terms, sent, plan_ids, stock_bundle_info, deactivation } = of
  const { max_count, max_count_per_day, max_count_per_user } = terms.stock_send_rule
  const rule = terms.single_usage_rule ?? terms.progressive_bundle_usage_rule
  const period = rule?.coupon_available_period
  return [
    [
      t('givenOut'),
      <>
        {countOf(sent.total, max_count)} ·{' '}
        <a href={hrefOf('userCoupons', undefined, { stockId: stock_id })}>{t('itsUserCoupons')}</a>
      </>,
    ],
    [t('left'), count(max_count - sent.total)],
    [t('today'), countOf(sent.today, max_count_per_day)],
    [t('perUser'), count(max_count_per_user)],
    ...(period
      ? [
          [
            t('period'),
            <>
              <Time at={Date.parse(period.available_begin_time)} full /> –{' '}
              <Time at={Date.parse(period.available_end_time)} full />
            </>,
          ] as const,
        ]
      : []),
    ...(stock_bundle_info
      ? [[t('bundle'), <code key="bundle">{stock_bundle_info.stock_bundle_id}</code>] as const]
      : []),
    [t('itsPlans'), plan_ids.length === 0 ? t('none') : <Plans ids={plan_ids} />],
    ...(deactivation ? [[t('reason'), deactivation.reason] as const] : []),
  ]
}

function Plans({ ids }: { ids: readonly string[] }) {
  return (
    <ul>
      {ids.map((id) => (
        <li key={id}>
          <a href={hrefOf('plans', id)}>
            <code>{id}</code>
          </a>
        </li>
      ))}
    </ul>
  )
}
