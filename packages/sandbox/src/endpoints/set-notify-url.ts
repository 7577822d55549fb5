import { inBody, wrongField } from '../http/fields.ts'
import { refuse } from '../http/refusal.ts'
import { type ResponseContent, success } from '../http/responses.ts'
import { callbackUrl } from './callback-url.ts'
import type { EndpointCall } from './route.ts'

/** 设置投放计划回调地址, pages 4016184598 (service provider) and 4018381183 (brand). */
export function setNotifyUrl({ identity, path, body, state }: EndpointCall): ResponseContent {
  if (identity.kind === 'partner' && path.sp_mchid !== identity.id) {
    const issue = { zh: '与签名商户号不一致', en: 'it is not the mchid that signed' }
    throw refuse(268435461, { field: 'sp_mchid', value: path.sp_mchid, issue, location: 'url' })
  }
  const { notify_url: url } = body
  const issue = callbackUrl(url)
  if (issue !== undefined) throw wrongField('notify_url', { value: url, issue, place: inBody })
  state.setNotifyUrl(identity.kind, String(url))
  return success({ notify_url: url })
}
