/** The headers of every callback, besides those that sign it. */
export const callbackHeaders = {
  'Content-Type': 'application/json',
  'User-Agent': 'Mozilla/4.0',
} as const
