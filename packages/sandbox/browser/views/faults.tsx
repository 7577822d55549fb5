import { useState } from 'preact/hooks'
import type { StandingFault } from '../../src/faults/rules.ts'
import type { About } from '../../src/page/about.ts'
import { post, remove, useLive } from '../api.ts'
import { language } from '../language.ts'
import { run } from '../message.ts'
import { Empty, Loading } from '../parts/empty.tsx'
import { Problem } from '../parts/problem.tsx'
import { isText, t } from '../texts.ts'

export function Faults({ about }: { about: About }) {
  return (
    <div class="columns">
      <section class="panel">
        <h2>{t('inject')}</h2>
        <p class="hint">{t('injectHint')}</p>
        <Inject about={about} />
      </section>
      <section class="panel">
        <h2>{t('standing')}</h2>
        <Standing />
      </section>
      <section class="panel">
        <h2>{t('refuse')}</h2>
        <p class="hint">{t('refuseHint')}</p>
        <Refuse about={about} />
      </section>
    </div>
  )
}

function meaning(fault: string | number): string {
  const key = `fault_${fault}`
  return isText(key) ? t(key) : ''
}

function Inject({ about }: { about: About }) {
  const [which, setWhich] = useState('each')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const name = String(form.get('fault'))
        const fault = /^\d+$/.test(name) ? Number(name) : name
        const endpoint = about.endpoints[Number(form.get('endpoint') || -1)]
        const nth = which === 'nth' ? { nth: Number(form.get('nth')) } : {}
        const rate = which === 'rate' ? { rate: Number(form.get('rate')) } : {}
        void run(async () => {
          await post('/faults', { fault, ...(endpoint && { endpoint }), ...nth, ...rate })
          return { text: t('injected', { fault: name }) }
        })
      }}
    >
      <label>
        {t('fault')}
        <select name="fault">
          {about.faults.map((fault) => (
            <option key={fault} value={fault}>
              {fault} · {meaning(fault)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('endpoint')}
        <select name="endpoint">
          <option value="">{t('everyEndpoint')}</option>
          {about.endpoints.map(({ method, path }, i) => (
            <option key={`${method} ${path}`} value={i}>
              {method} {path}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('which')}
        <select value={which} onChange={(event) => setWhich(event.currentTarget.value)}>
          <option value="each">{t('eachCall')}</option>
          <option value="nth">{t('nthCall')}</option>
          <option value="rate">{t('someCalls')}</option>
        </select>
      </label>
      {which === 'nth' && (
        <label>
          {t('nth')}
          <input name="nth" type="number" min="1" step="1" defaultValue="1" required />
        </label>
      )}
      {which === 'rate' && (
        <label>
          {t('rate')}
          <input name="rate" type="number" min="0" max="1" step="0.01" defaultValue="0.5" required />
        </label>
      )}
      <div class="buttons">
        <button type="submit" class="main">
          {t('add')}
        </button>
      </div>
    </form>
  )
}

function Standing() {
  const { data, error } = useLive<{ readonly faults: readonly StandingFault[] }>('/faults')
  if (error) return <Problem error={error} />
  if (!data) return <Loading />
  if (data.faults.length === 0) return <Empty title={t('noFaults')} hint={t('noFaultsHint')} />
  return (
    <ul class="rows">
      {data.faults.map(({ id, rule: { fault, endpoint, nth, rate }, calls, met }) => (
        <li key={id} class="row">
          <strong>
            <code>{fault}</code> {meaning(fault)}
          </strong>
          <button
            type="button"
            aria-label={t('removeFault', { fault })}
            onClick={() =>
              void run(async () => {
                await remove(`/faults/${id}`)
                return { text: t('removed') }
              })
            }
          >
            {t('remove')}
          </button>
          <span class="hint">
            {endpoint ? <code>{`${endpoint.method} ${endpoint.path}`}</code> : t('everyEndpoint')}
            {nth !== undefined && ` · ${t('nthCall')}: ${nth}`}
            {rate !== undefined && ` · ${t('someCalls')}: ${rate}`} · {t('met', { met, calls })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Refuse({ about }: { about: About }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const cause = Number(new FormData(event.currentTarget).get('cause'))
        void run(async () => {
          await post('/refusals', { cause })
          return { text: t('refused', { cause }) }
        })
      }}
    >
      <label>
        {t('cause')}
        <select name="cause">
          {about.causes.map(({ number, code, ...texts }) => (
            <option key={number} value={number}>
              {number} {code} · {texts[language.value]}
            </option>
          ))}
        </select>
      </label>
      <div class="buttons">
        <button type="submit">{t('refuseAction')}</button>
      </div>
    </form>
  )
}
