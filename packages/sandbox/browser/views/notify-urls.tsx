import type { StateOverview } from '../../src/page/about.ts'
import { Command } from '../parts/command.tsx'
import { t } from '../texts.ts'

/** Where callbacks go. Without a URL no step is possible, so that is said on every view. */
export function NotifyUrls({ state }: { state: StateOverview }) {
  const { notifyUrl, brandNotifyUrl, couponNotifyUrl, brandCouponNotifyUrl } = state
  const urls = [
    ['notifyUrl', notifyUrl],
    ['brandNotifyUrl', brandNotifyUrl],
    ['couponNotifyUrl', couponNotifyUrl],
    ['brandCouponNotifyUrl', brandCouponNotifyUrl],
  ] as const
  if (urls.every(([, url]) => url === undefined)) {
    return (
      <div class="notice">
        <p>{t('noNotifyUrl')}</p>
        <Command text="wxdp notify-url set http://127.0.0.1:3000/plans --config sandbox.env --yes" />
      </div>
    )
  }
  // A brand that has set none is not asked for one: most sandboxes have no calls of a brand.
  const shown = urls.filter(([name, url]) => url !== undefined || !name.startsWith('brand'))
  return (
    <dl class="urls">
      {shown.map(([name, url]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd>{url === undefined ? t('notSet') : <code>{url}</code>}</dd>
        </div>
      ))}
    </dl>
  )
}
