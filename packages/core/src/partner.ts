export type { SetNotifyUrlInput, SetNotifyUrlOutput } from './partner/set-notify-url.ts'
export { setNotifyUrl } from './partner/set-notify-url.ts'
