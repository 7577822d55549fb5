import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import type { Text } from '../language/language.ts'
import { plain } from '../terminal/plain.ts'
import type { Runs } from './run.ts'
import { type Shown, writing } from './write.ts'

/** What is said when a callback URL was set. */
export const shownUrl = ({ notify_url }: { readonly notify_url: string }, what: Text): Shown => ({
  json: { notify_url },
  text: { en: `${what.en} ${plain(notify_url)}`, zh: `${what.zh} ${plain(notify_url)}` },
})

/** What `wxdp notify-url …` runs. */
export const notifyUrlRuns: Runs = {
  'notify-url set': writing({
    partner: partner.setNotifyUrl,
    brand: brand.setNotifyUrl,
    complete: (fields, { calling: { caller } }) => ({
      input: caller.kind === 'partner' ? { sp_mchid: caller.mchid, ...fields } : fields,
    }),
    question: ({ notify_url }) => {
      const shown = plain(String(notify_url))
      return {
        en: `${shown} replaces the callback URL, and no call can read the one before.`,
        zh: `${shown} 将替换现有的回调地址，且无法通过接口查询原地址。`,
      }
    },
    shown: (output) => shownUrl(output, { en: 'Callbacks now go to', zh: '回调地址已设为' }),
  }),
}
