import { useState } from 'preact/hooks'
import type { CallbackPage } from '../../src/page/lists.ts'
import { useLive } from '../api.ts'
import { Empty, Loading } from '../parts/empty.tsx'
import { Pager, pageSize } from '../parts/pager.tsx'
import { Problem } from '../parts/problem.tsx'
import { Split } from '../parts/split.tsx'
import { route } from '../route.ts'
import { t } from '../texts.ts'
import { Callback } from './callback.tsx'
import { CallbackRows } from './callback-rows.tsx'

export function Callbacks() {
  const { id } = route.value
  return (
    <Split
      choose="chooseCallback"
      list={<Rows />}
      detail={id !== undefined && <Callback key={id} id={id} />}
    />
  )
}

function Rows() {
  const [offset, setOffset] = useState(0)
  const { data, error } = useLive<CallbackPage>(`/callbacks?offset=${offset}&limit=${pageSize}`)
  if (error) return <Problem error={error} />
  if (!data) return <Loading />
  if (data.total === 0) {
    return (
      <Empty
        title={t('noCallbacks')}
        hint={t('noCallbacksHint')}
        commands={['wxdp notify-url set http://127.0.0.1:3000/plans --config sandbox.env --yes']}
      />
    )
  }
  return (
    <>
      <CallbackRows of={data.callbacks} />
      <Pager offset={offset} total={data.total} onTurn={setOffset} />
    </>
  )
}
