import type { Endpoint } from '@wxdp/core'
import type { Fields, Given } from '../calls/call-info.ts'
import type { Call } from '../calls/run-call.ts'
import { ProgramError } from '../errors.ts'
import { missing } from '../settings/settings.ts'
import { type Calling, readCalling, send } from './calls.ts'
import type { Context } from './context.ts'

/** Runs a command that calls WeChat Pay. Returns the exit code. */
export type Run = (context: Context, given: Given) => Promise<number>

/** By the whole command: `plans get`. */
export type Runs = Readonly<Record<string, Run>>

/** The endpoints of a command, for both callers. */
export interface Endpoints<Output> {
  /** Absent if only brands can do it. */
  readonly partner?: Endpoint<unknown, Output>
  /** Absent if only service providers can do it. */
  readonly brand?: Endpoint<unknown, Output>
  /** Whether a service provider says for which brand it calls. */
  readonly ofBrand?: true
}

/** A command that runs, and calls that look something up before its own. */
export interface Running {
  readonly context: Context
  readonly calling: Calling
  readonly given: Given
  /** Reads, also with `--dry-run`. */
  read<T>(run: (call: Call) => Promise<T>): Promise<T>
}

export function startRun(context: Context, given: Given): Running {
  const calling = readCalling(context, given.flags)
  return {
    context,
    calling,
    given,
    read: async <T>(run: (call: Call) => Promise<T>) => {
      const done = await send(context, calling, {}, async (call) => ({ output: await run(call) }))
      // Undefined only for a dry run.
      return (done as { readonly output: T }).output
    },
  }
}

/**
 * The endpoint of the caller.
 *
 * @throws {ProgramError} `WXDP_USAGE` if it has none
 */
export function endpointOf<Output>(
  endpoints: Endpoints<Output>,
  { context, calling, given: { command } }: Pick<Running, 'context' | 'calling' | 'given'>,
): Endpoint<unknown, Output> {
  const endpoint = endpoints[calling.caller.kind]
  if (endpoint) return endpoint
  const texts = {
    partner: {
      en: `Only a brand can run wxdp ${command}, and MCHID is set. Call as the brand: BRAND_ID with its own keys, without MCHID.`,
      zh: `只有品牌可以执行 wxdp ${command}，但已设置 MCHID。请以品牌身份调用：使用 BRAND_ID 和品牌自己的密钥，不设置 MCHID。`,
    },
    brand: {
      en: `Only a service provider can run wxdp ${command}, and MCHID is not set. Call as the service provider: MCHID with its own keys.`,
      zh: `只有服务商可以执行 wxdp ${command}，但未设置 MCHID。请以服务商身份调用：使用 MCHID 和服务商自己的密钥。`,
    },
  }
  throw new ProgramError('WXDP_USAGE', context.screen.say(texts[calling.caller.kind]))
}

/** The fields of a call, with the brand if it needs one. That of the fields counts, unless a flag names another one. */
export function ofBrandIn(
  fields: Fields,
  { ofBrand }: Endpoints<unknown>,
  { calling, given }: Pick<Running, 'calling' | 'given'>,
): Fields {
  if (!ofBrand || calling.caller.kind === 'brand') return fields
  const own = given.flags.brandId === undefined ? fields.brand_id : undefined
  return { ...fields, brand_id: own ?? brandIn(calling) }
}

/** The brand for which a service provider calls. */
export function brandIn({ settings }: Pick<Calling, 'settings'>): string {
  const brandId = settings.find('BRAND_ID')?.value
  if (brandId === undefined) throw missing('BRAND_ID', settings.language)
  return brandId
}
