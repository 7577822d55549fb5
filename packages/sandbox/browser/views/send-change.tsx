import { post } from '../api.ts'
import { run } from '../message.ts'
import { type Sent, summaryOf } from '../parts/deliveries.ts'
import { t } from '../texts.ts'

/** Sends a callback about a plan that has not changed. */
export function SendChange({ id }: { id: string }) {
  return (
    <details class="more">
      <summary>{t('sendChange')}</summary>
      <p class="hint">{t('sendChangeHint')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const fields = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '')
          void run(async () => {
            const sent = await post<Sent>(
              `/plans/${encodeURIComponent(id)}/notifications`,
              Object.fromEntries(fields),
            )
            return { text: t('done', { what: t('send') }), detail: summaryOf(sent) }
          })
        }}
      >
        <label>
          plan_state
          <select name="plan_state">
            {['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED'].map((state) => (
              <option key={state} selected={state === 'DELIVERING'}>
                {state}
              </option>
            ))}
          </select>
        </label>
        <label>
          audit_state
          <select name="audit_state">
            {['PROCESSING', 'PASSED', 'REJECTED'].map((state) => (
              <option key={state} selected={state === 'PASSED'}>
                {state}
              </option>
            ))}
          </select>
        </label>
        <label>
          change_reason
          <input name="change_reason" />
        </label>
        <div class="buttons">
          <button type="submit">{t('send')}</button>
        </div>
      </form>
    </details>
  )
}
