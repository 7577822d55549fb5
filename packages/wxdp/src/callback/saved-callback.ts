/** A callback, or a response of WeChat Pay, as it was saved. */
export interface SavedCallback {
  readonly form: 'http' | 'har' | 'json'
  /** Every header, in its order. */
  readonly headers: readonly Header[]
  readonly body: Uint8Array
  /** Whether the body was saved as a parsed object, so that its bytes are lost; `body` is it, serialised again. */
  readonly wasParsed: boolean
  /** When it was received, in milliseconds since 1970, if the file says so. */
  readonly receivedAt?: number | undefined
}

export type Header = readonly [name: string, value: string]

/** The value of a header; `undefined` if it is missing. */
export function headerOf({ headers }: Pick<SavedCallback, 'headers'>, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1]
}

/** Whether headers have anything of WeChat Pay's signature. */
export function isSigned(headers: readonly Header[]): boolean {
  return headers.some(([name]) => /^wechatpay-(signature|serial|nonce|timestamp)$/i.test(name))
}
