import { markHeader } from '../http/marks.ts'

/** The headers of every callback, besides those that sign it. */
export const callbackHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'application/json',
  'User-Agent': 'Mozilla/4.0',
  ...markHeader,
}
