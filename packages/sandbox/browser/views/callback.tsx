import type { CallbackDelivery } from '../../src/callbacks/delivery.ts'
import type { CallbackRecord } from '../../src/callbacks/records.ts'
import { post, useLive } from '../api.ts'
import { language } from '../language.ts'
import { run } from '../message.ts'
import { Block, pretty } from '../parts/block.tsx'
import { Chip } from '../parts/chip.tsx'
import { Copy } from '../parts/copy.tsx'
import { type Sent, summaryOf } from '../parts/deliveries.ts'
import { Loading } from '../parts/empty.tsx'
import { Facts, HeaderFields } from '../parts/facts.tsx'
import { Problem } from '../parts/problem.tsx'
import { Time } from '../parts/time.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../texts.ts'
import { Outcome } from './callback-rows.tsx'

/** A notification with every attempt to deliver it. */
export function Callback({ id }: { id: string }) {
  const { data: callback, error } = useLive<CallbackRecord>(`/callbacks/${encodeURIComponent(id)}`)
  if (error) return <Problem error={error} />
  if (!callback) return <Loading />
  const { eventType, to, url, time, resource, deliveries, nextTime } = callback
  const { plan_id, coupon_code } = resource as Readonly<Record<'plan_id' | 'coupon_code', unknown>>
  const resend = (): void => {
    void run(async () => {
      const sent = await post<Sent>(`/callbacks/${encodeURIComponent(id)}/deliveries`, {})
      return { text: t('done', { what: t('resend') }), detail: summaryOf(sent) }
    })
  }
  return (
    <>
      <header class="head">
        <h2>
          <code>{eventType}</code>
        </h2>
        <p class="id">
          <code>{id}</code> <Copy text={id} name="id" />
        </p>
        <p class="chips">
          <Outcome
            of={{
              ...callback,
              deliveries: deliveries.length,
              acceptedProbe: deliveries.some(isAcceptedProbe),
            }}
          />
        </p>
        <Facts
          of={[
            [t('sentTo'), <code key="url">{url}</code>],
            [t('sealedFor'), t(to)],
            ...(typeof plan_id === 'string'
              ? [
                  [
                    t('about'),
                    <a key="plan" href={hrefOf('plans', plan_id)}>
                      <code>{plan_id}</code>
                    </a>,
                  ] as const,
                ]
              : []),
            ...(typeof coupon_code === 'string'
              ? [
                  [
                    t('aboutCoupon'),
                    <a key="coupon" href={hrefOf('userCoupons', coupon_code)}>
                      <code>{coupon_code}</code>
                    </a>,
                  ] as const,
                ]
              : []),
            [t('time'), <Time key="time" at={time} full />],
            ...(nextTime === undefined
              ? []
              : [[t('nextRetry'), <Time key="next" at={nextTime} full />] as const]),
          ]}
        />
        <div class="buttons">
          <button type="button" class="main" onClick={resend}>
            {t('resend')}
          </button>
        </div>
      </header>
      <section>
        <h3>{t('opened')}</h3>
        <Block label="resource" text={JSON.stringify(resource, null, 2)} />
      </section>
      <section>
        <h3>{t('attempts')}</h3>
        <ol class="attempts">
          {[...deliveries].reverse().map((delivery, i) => (
            <li key={deliveries.length - i}>
              <Attempt of={delivery} />
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

function isAcceptedProbe({ kind, problem, error }: CallbackDelivery): boolean {
  return kind === 'probe' && problem !== undefined && error === undefined
}

function Attempt({ of }: { of: CallbackDelivery }) {
  const { kind, attempt, time, request, status, headers, body, error, problem } = of
  return (
    <details>
      <summary>
        <span class="what">
          <strong>{t('attempt', { n: attempt })}</strong> {t(kind)}
        </span>
        <Time at={time} />
        <span class="chips">
          <Chip tone={problem ? 'bad' : 'good'}>
            <code>{status ?? error?.code}</code>{' '}
            {error ? t('noResponse') : problem ? '' : t(kind === 'probe' ? 'asItShould' : 'accepted')}
          </Chip>
        </span>
        {problem && <span class="problem">{problem[language.value]}</span>}
      </summary>
      <HeaderFields of={request.headers} label={t('requestHeaders')} />
      <Block label={t('sealedBody')} text={pretty(request.body)} />
      {headers && <HeaderFields of={headers} label={t('responseHeaders')} />}
      {body !== undefined && <Block label={t('responseBody')} text={body} />}
    </details>
  )
}
