import type { SignatureCheck } from '../../src/http/signature-check.ts'
import type { RequestRecord } from '../../src/requests/request-record.ts'
import { useLive } from '../api.ts'
import { language } from '../language.ts'
import { Block, pretty } from '../parts/block.tsx'
import { Chip } from '../parts/chip.tsx'
import { Diff } from '../parts/diff.tsx'
import { Loading } from '../parts/empty.tsx'
import { Facts, HeaderFields } from '../parts/facts.tsx'
import { Problem } from '../parts/problem.tsx'
import { Time } from '../parts/time.tsx'
import { t } from '../texts.ts'

/** A request, the check of its signature, and the response. */
export function Request({ id }: { id: string }) {
  const { data: request, error } = useLive<RequestRecord>(`/requests/${encodeURIComponent(id)}`)
  if (error) return <Problem error={error} />
  if (!request) return <Loading />
  const { method, target, time, to, endpoint, fault, signature, headers, body, response } = request
  return (
    <>
      <header class="head">
        <h2>
          <code>{method}</code> {endpoint ?? t('unknownEndpoint')}
        </h2>
        <p class="id">
          <code>{target}</code>
        </p>
        <Facts
          of={[
            [t('status'), <code key="status">{response?.status ?? t('noResponseSent')}</code>],
            [t('caller'), t(to)],
            [t('time'), <Time key="time" at={time} full />],
            ...(fault === undefined ? [] : [[t('faultMet'), <code key="fault">{fault}</code>] as const]),
          ]}
        />
      </header>
      <section class="signature">
        <h3>
          {t('signatureCheck')} <Verdict of={signature} />
        </h3>
        {signature.diagnosis && <p class="diagnosis">{signature.diagnosis[language.value]}</p>}
        {signature.result !== 'wrong' && (
          <p class="hint">{t(signature.result === 'genuine' ? 'genuineHint' : 'uncheckedHint')}</p>
        )}
        {signature.expected !== undefined && (
          <Diff
            expected={signature.expected}
            signed={signature.signed}
            isUnknown={signature.result === 'wrong' && signature.wrong !== 'authorization'}
            firstDifference={signature.firstDifference}
          />
        )}
      </section>
      <section>
        <h3>{t('request')}</h3>
        <HeaderFields of={headers} label={t('headers')} />
        <Block label={t('body')} text={pretty(body)} />
      </section>
      <section>
        <h3>{t('response')}</h3>
        {response ? (
          <>
            <HeaderFields of={response.headers} label={t('responseHeaders')} />
            <Block label={t('responseBody')} text={pretty(response.body)} />
          </>
        ) : (
          <p class="hint">{t('noResponseSent')}</p>
        )}
      </section>
    </>
  )
}

function Verdict({ of: { result } }: { of: SignatureCheck }) {
  const tone = { genuine: 'good', wrong: 'bad', unchecked: 'calm' } as const
  return <Chip tone={tone[result]}>{t(result)}</Chip>
}
