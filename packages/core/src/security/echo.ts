import * as v from 'valibot'
import type { EncryptedField } from '../contract/encrypted-field.ts'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { defineNotification, type NotificationDefinition } from '../contract/notification.ts'
import { callbackUrlRule } from '../rules/callback-url.ts'

/**
 * Input of {@link echo}.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015139289}
 */
export interface EchoInput {
  /** Message that WeChat Pay sends back (回显内容). Required. */
  readonly echo_message: string
  /** The same message, encrypted by `encryptField` of `@wxdp/auth`, to test sensitive fields (加密回显内容). */
  readonly encrypted_echo_message?: EncryptedField | undefined
  /**
   * Where WeChat Pay sends a `SECURITY_ECHO.SUCCESS` (回调地址), under the rules of any callback URL. Without it there
   * is no callback.
   */
  readonly notify_url?: string | undefined
}

/**
 * Output of {@link echo}. Its fields are documented only in part, so none is required.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015139289}
 *
 * @example
 * const output: EchoOutput = { echo_message: 'hello' }
 */
export interface EchoOutput {
  /** The message of the request (回显内容). */
  readonly echo_message?: string | undefined
}

/**
 * Resource of {@link echoSuccess}.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015139289}
 *
 * @example
 * const resource: EchoSuccess = { echo_message: 'hello' }
 */
export interface EchoSuccess {
  /** The message of the request (回显内容). */
  readonly echo_message?: string | undefined
}

const advice = 'Expected the result of encryptField of @wxdp/auth.'

// With messages of its own: valibot's messages quote the value, and the value may be a plaintext by mistake.
export const encryptedField: v.GenericSchema<unknown, EncryptedField> = /* @__PURE__ */ (() => {
  const filled = v.pipe(v.string(advice), v.minLength(1, advice))
  return v.strictObject({ ciphertext: v.pipe(filled, v.base64(advice)), serialNo: filled }, advice)
})()

const input: v.GenericSchema<unknown, EchoInput> = /* @__PURE__ */ (() =>
  v.strictObject({
    echo_message: v.pipe(v.string(), v.minBytes(1, 'The message must not be empty.')),
    encrypted_echo_message: v.optional(encryptedField),
    notify_url: v.optional(v.string()),
  }))()

const echoed: v.GenericSchema<unknown, { echo_message?: string | undefined }> = /* @__PURE__ */ (() =>
  v.looseObject({ echo_message: v.optional(v.string()) }))()

/**
 * Tests keys, signature, verification and callback (安全自检) without side effects: WeChat Pay sends the message back,
 * and to the callback URL if there is one.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015139289}
 *
 * @example
 * const { echo_message } = await client.call(echo, { echo_message: 'hello' })
 */
export const echo: Endpoint<EchoInput, EchoOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'echo',
  method: 'POST',
  path: '/v3/security/echo',
  caller: 'mchid',
  retry: 'safe',
  input,
  output: echoed,
  rules: [/* @__PURE__ */ callbackUrlRule('notify_url')],
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015139289',
})

/**
 * The callback of {@link echo} (安全自检回调): `SECURITY_ECHO.SUCCESS`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015139289}
 *
 * @example
 * const receive = createReceiver({ verifier, apiV3Key, notifications: [planChange, echoSuccess] })
 */
export const echoSuccess: NotificationDefinition<'echoSuccess', EchoSuccess> =
  /* @__PURE__ */ defineNotification({
    kind: 'echoSuccess',
    originalType: 'security',
    eventTypes: ['SECURITY_ECHO.SUCCESS'],
    resource: echoed,
  })
