import type { CallbackSummary } from '../../src/page/callback-summary.ts'
import { Chip } from '../parts/chip.tsx'
import { Time } from '../parts/time.tsx'
import { hrefOf, route } from '../route.ts'
import { t } from '../texts.ts'
import { shortTime } from '../time.ts'

/** Callbacks, one a row. */
export function CallbackRows({
  of,
  ofOne = false,
}: {
  of: readonly CallbackSummary[]
  /** Whether all are about one thing, which need not be named. */
  ofOne?: boolean
}) {
  return (
    <ul class="rows">
      {of.map((callback) => {
        const { id, eventType, time, deliveries, planId, couponCode, reason } = callback
        const subject = planId ?? couponCode
        return (
          <li key={id}>
            <a
              class="row"
              href={hrefOf('callbacks', id)}
              aria-current={route.value.view === 'callbacks' && route.value.id === id ? 'true' : undefined}
            >
              <strong>{reason ?? <code>{eventType}</code>}</strong>
              <Time at={time} />
              <span class="hint">
                {reason !== undefined && (
                  <>
                    <code>{eventType}</code> ·{' '}
                  </>
                )}
                {subject !== undefined && !ofOne && (
                  <>
                    <code>…{subject.slice(-8)}</code> ·{' '}
                  </>
                )}
                {deliveries === 1 ? t('delivery') : t('deliveries', { n: deliveries })}
              </span>
              <span class="chips">
                <Outcome of={callback} />
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}

type OutcomeProps = Pick<CallbackSummary, 'isAcknowledged' | 'nextTime' | 'deliveries' | 'acceptedProbe'>

/** What has become of a callback. */
export function Outcome({
  of: { isAcknowledged, nextTime, deliveries, acceptedProbe },
}: {
  of: OutcomeProps
}) {
  return (
    <>
      {acceptedProbe && <Chip tone="bad">{t('probeAccepted')}</Chip>}
      {isAcknowledged ? (
        <Chip tone="good">{t('acknowledged')}</Chip>
      ) : deliveries === 0 && nextTime === undefined ? (
        <Chip tone="wait">{t('sending')}</Chip>
      ) : nextTime === undefined ? (
        <Chip tone="bad">{t('givenUp')}</Chip>
      ) : (
        <Chip tone="wait">{t('waiting', { time: shortTime(nextTime) })}</Chip>
      )}
    </>
  )
}
