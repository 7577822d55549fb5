import * as v from 'valibot'
import type { EncryptedField } from '../contract/encrypted-field.ts'
import { encryptedField } from '../contract/encrypted-field-schema.ts'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { defineNotification, type NotificationDefinition } from '../contract/notification.ts'
import { callbackUrl } from '../rules/callback-url.ts'

/**
 * Input of {@link echo}.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015139289}
 */
export interface EchoInput {
  /** What comes back (回显内容). Required. */
  readonly echo_message: string
  /** The same, encrypted by `encryptField` of `@wxdp/auth`, to test sensitive fields (加密回显内容). */
  readonly encrypted_echo_message?: EncryptedField | undefined
  /** Where a `SECURITY_ECHO.SUCCESS` is sent (回调地址), under the rules of any callback URL; none is sent without. */
  readonly notify_url?: string | undefined
}

/**
 * Output of {@link echo}. Its fields are documented in part, so none is relied upon.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015139289}
 *
 * @example
 * const echoed: EchoOutput = { echo_message: 'hello' }
 */
export interface EchoOutput {
  /** What was sent (回显内容). */
  readonly echo_message?: string | undefined
}

/**
 * Resource of {@link echoSuccess}.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015139289}
 *
 * @example
 * const echoed: EchoSuccess = { echo_message: 'hello' }
 */
export interface EchoSuccess {
  /** What was sent (回显内容). */
  readonly echo_message?: string | undefined
}

const message = /* @__PURE__ */ (() => v.pipe(v.string(), v.minBytes(1, 'A message must not be empty.')))()
const input: v.GenericSchema<unknown, EchoInput> = /* @__PURE__ */ (() =>
  v.strictObject({
    echo_message: message,
    encrypted_echo_message: v.optional(encryptedField),
    notify_url: v.optional(v.string()),
  }))()
const echoed: v.GenericSchema<unknown, { echo_message?: string | undefined }> = /* @__PURE__ */ (() =>
  v.looseObject({
    echo_message: v.optional(v.string()),
  }))()

/**
 * Tests keys, signature, verification and callback (安全自检) without touching anything else: WeChat Pay answers
 * what it was sent, and calls back if asked to.
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
  rules: [/* @__PURE__ */ callbackUrl('notify_url')],
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015139289',
})

/**
 * The callback that {@link echo} asks for (安全自检回调): `SECURITY_ECHO.SUCCESS`.
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
