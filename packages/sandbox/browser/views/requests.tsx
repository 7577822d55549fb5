import type { RequestPage, RequestSummary } from '../../src/page/lists.ts'
import { Chip } from '../parts/chip.tsx'
import { Empty } from '../parts/empty.tsx'
import { List } from '../parts/list.tsx'
import { Split } from '../parts/split.tsx'
import { Time } from '../parts/time.tsx'
import { hrefOf, route } from '../route.ts'
import { t } from '../texts.ts'
import { Request } from './request.tsx'

export function Requests() {
  const { id } = route.value
  return (
    <Split
      choose="chooseRequest"
      detail={id !== undefined && <Request key={id} id={id} />}
      list={
        <List<RequestPage>
          path="/requests"
          empty={<Empty title={t('noRequests')} hint={t('noRequestsHint')} commands={commands} />}
          rows={({ requests }) => (
            <ul class="rows">
              {requests.map((request) => (
                <li key={request.id}>
                  <Row of={request} />
                </li>
              ))}
            </ul>
          )}
        />
      }
    />
  )
}

const commands = ['wxdp doctor --config sandbox.env', 'wxdp plans list --config sandbox.env']

function Row({ of }: { of: RequestSummary }) {
  const { id, to, method, target, time, endpoint, status, code, signature, fault } = of
  return (
    <a class="row" href={hrefOf('requests', id)} aria-current={route.value.id === id ? 'true' : undefined}>
      <strong>
        <code>{method}</code> {endpoint ?? t('unknownEndpoint')}
      </strong>
      <Time at={time} />
      <span class="hint">
        {t(to)} · <code>{target}</code>
      </span>
      <span class="chips">
        {fault !== undefined && <Chip tone="wait">{`${t('fault')}: ${fault}`}</Chip>}
        {signature === 'wrong' && <Chip tone="bad">{t('wrong')}</Chip>}
        <Chip tone={status !== undefined && status < 400 ? 'good' : 'bad'}>
          <code>
            {status ?? t('noResponse')} {code}
          </code>
        </Chip>
      </span>
    </a>
  )
}
