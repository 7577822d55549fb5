import { setNotifyUrl } from '@wxdp/core/partner'
import { paramError, type Refusal } from './answers.ts'
import type { Route } from './route.ts'

const maxBytes = 256

/** 设置投放计划回调地址, as page 4016184598 and the URL rules of page 4012082570 have it. Any host will do here. */
export const setNotifyUrlRoute: Route = {
  endpoint: setNotifyUrl,
  answer({ caller, path, body, state }) {
    if (path.sp_mchid !== caller.id) {
      throw paramError('sp_mchid与签名商户号不一致', {
        field: 'sp_mchid',
        value: path.sp_mchid,
        issue: 'it is not the mchid that signed',
        location: 'url',
      })
    }
    const { notify_url: url } = body
    const issue = urlIssue(url)
    if (issue !== undefined || typeof url !== 'string') throw notifyUrlFault(url, issue)
    state.notifyUrl = url
    return { status: 200, body: { notify_url: url }, signed: true }
  },
}

function urlIssue(url: unknown): string | undefined {
  if (typeof url !== 'string' || url === '') return 'it is required and must be a string'
  if (new TextEncoder().encode(url).length > maxBytes) return `it is longer than ${maxBytes} bytes`
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return 'it must be an absolute http or https URL'
  if (new URL(url).pathname === '/') return 'it must have a path'
  if (url.includes('?')) return 'it must have no query parameters'
  return url.includes('#') || new URL(url).username !== ''
    ? 'it must have no fragment and no credentials'
    : undefined
}

function notifyUrlFault(value: unknown, issue = 'it must be a string'): Refusal {
  return paramError('notify_url错误', { field: '/notify_url', value, issue, location: 'body' })
}
