import { useEffect } from 'preact/hooks'
import type { About, StateOverview } from '../src/page/about.ts'
import { isLive, useLive } from './api.ts'
import { choose, language } from './language.ts'
import { message, underWay } from './message.ts'
import { Problem } from './parts/problem.tsx'
import { content, hrefOf, route, views } from './route.ts'
import { t } from './texts.ts'
import { Callbacks } from './views/callbacks.tsx'
import { Clock } from './views/clock.tsx'
import { Coupons } from './views/coupons.tsx'
import { Faults } from './views/faults.tsx'
import { NotifyUrls } from './views/notify-urls.tsx'
import { Plans } from './views/plans.tsx'
import { Requests } from './views/requests.tsx'
import { UserCoupons } from './views/user-coupons.tsx'

export function App() {
  const { data: about, error } = useLive<About>('/about')
  const { data: state } = useLive<StateOverview>('/state')
  const { view, search } = route.value
  const title = `${t(view)} · ${t('title')}`
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <>
      <a class="skip" href={`#${content}`}>
        {t('skip')}
      </a>
      <header class="top">
        <div class="brand">
          <h1>{t('title')}</h1>
          {about && (
            <p class="hint">
              {t('mchid')} <code>{about.mchid}</code> · {t('brandId')} <code>{about.brandId}</code>
            </p>
          )}
        </div>
        <Clock />
        <div class="tools">
          <span class={isLive.value ? 'live on' : 'live'} role="status">
            {t(isLive.value ? 'live' : 'reconnecting')}
          </span>
          <button
            type="button"
            class="quiet"
            lang={language.value === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => choose(language.value === 'zh' ? 'en' : 'zh')}
          >
            {language.value === 'zh' ? 'English' : '中文'}
          </button>
        </div>
        <nav aria-label={t('sections')}>
          {views.map((name) => (
            <a key={name} href={hrefOf(name)} aria-current={name === view ? 'page' : undefined}>
              {t(name)}
              {state && <span class="count number">{state.counts[name].toLocaleString('en')}</span>}
            </a>
          ))}
        </nav>
      </header>
      <main id={content} tabIndex={-1}>
        <div class="messages" role="status">
          {underWay.value > 0 && !message.value && <p class="message wait">{t('working')}</p>}
          {message.value && (
            <div class={`message ${message.value.tone}`}>
              <p>
                <strong>{message.value.text}</strong> {message.value.detail}
              </p>
              <button type="button" class="quiet" onClick={() => (message.value = undefined)}>
                {t('close')}
              </button>
            </div>
          )}
        </div>
        {state && <NotifyUrls state={state} />}
        {view === 'plans' && <Plans />}
        {view === 'coupons' && <Coupons />}
        {view === 'userCoupons' && <UserCoupons key={search} />}
        {view === 'callbacks' && <Callbacks />}
        {view === 'requests' && <Requests />}
        {view === 'faults' && (about ? <Faults about={about} /> : error && <Problem error={error} />)}
      </main>
    </>
  )
}
