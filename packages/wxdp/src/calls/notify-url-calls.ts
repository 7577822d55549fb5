import type { CallInfo } from './call-info.ts'

/** `set`, of a callback URL. */
export const setUrl: CallInfo = {
  name: 'set',
  text: { en: 'set the URL of the callbacks', zh: '设置回调地址' },
  args: [
    {
      field: 'notify_url',
      text: { en: 'https, a public domain name, a path', zh: '公网域名的 https 地址，必须带路径' },
    },
  ],
  asks: true,
}
