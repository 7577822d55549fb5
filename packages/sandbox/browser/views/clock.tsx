import { useState } from 'preact/hooks'
import { now, post } from '../api.ts'
import { run } from '../message.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Time } from '../parts/time.tsx'
import { t } from '../texts.ts'

const usual = ['1m', '15m', '1h', '1d', '7d', '30d'] as const

/** The sandbox's clock, and a dialog that turns it. */
export function Clock() {
  const [isOpen, setOpen] = useState(false)
  const turn = (duration: string): void => {
    void run(async () => {
      await post('/clock', { duration })
      return { text: t('turned', { duration }) }
    })
  }
  return (
    <div class="clock">
      <span class="label">{t('clock')}</span>
      {now.value === undefined ? <span>…</span> : <Time at={now.value} full />}
      <span class="label">UTC+8</span>
      <button type="button" aria-label={t('turn')} onClick={() => setOpen(true)}>
        {t('turnShort')}
      </button>
      {isOpen && (
        <Dialog title={t('turn')} onClose={() => setOpen(false)}>
          <p class="hint">{t('turnHint')}</p>
          <div class="buttons">
            {usual.map((duration) => (
              <button key={duration} type="button" onClick={() => turn(duration)}>
                +{duration}
              </button>
            ))}
          </div>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              turn(String(new FormData(event.currentTarget).get('duration')))
            }}
          >
            <label>
              {t('duration')}
              <input name="duration" required pattern="\d+(ms|s|m|h|d)" aria-describedby="duration-hint" />
            </label>
            <p class="hint" id="duration-hint">
              {t('durationHint')}
            </p>
            <div class="buttons">
              <button type="submit" class="main">
                {t('turn')}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </div>
  )
}
