import type { CallbackPage } from '../../src/page/lists.ts'
import { Empty } from '../parts/empty.tsx'
import { List } from '../parts/list.tsx'
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
      list={
        <List<CallbackPage>
          path="/callbacks"
          empty={<Empty title={t('noCallbacks')} hint={t('noCallbacksHint')} commands={[setUrl]} />}
          rows={({ callbacks }) => <CallbackRows of={callbacks} />}
        />
      }
      detail={id !== undefined && <Callback key={id} id={id} />}
    />
  )
}

const setUrl = 'wxdp notify-url set http://127.0.0.1:3000/plans --config sandbox.env --yes'
