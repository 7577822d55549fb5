import { createSigner, type Signer } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { ProgramError } from '../errors.ts'
import { missing, type Settings } from './settings.ts'

/** Who calls: a service provider if MCHID is set, or else a brand. */
export type Caller =
  | { readonly kind: 'partner'; readonly mchid: string }
  | { readonly kind: 'brand'; readonly brandId: string }

export function callerIn(settings: Settings): Caller | undefined {
  const mchid = settings.find('MCHID')?.value
  const brandId = settings.find('BRAND_ID')?.value
  if (mchid !== undefined) return { kind: 'partner', mchid }
  return brandId === undefined ? undefined : { kind: 'brand', brandId }
}

/** @throws {ProgramError} `WXDP_SETTING_MISSING` */
export function needCaller(settings: Settings): Caller {
  const caller = callerIn(settings)
  if (caller) return caller
  throw new ProgramError(
    'WXDP_SETTING_MISSING',
    {
      en: 'Neither MCHID (service provider) nor BRAND_ID (brand) is set. Set the one that calls, in the environment or in wxdp.env, or pass its flag.',
      zh: 'MCHID（服务商）和 BRAND_ID（品牌）均未设置。请设置作为调用方的一个：写在环境变量或 wxdp.env 中，或使用对应的参数。',
    }[settings.language],
  )
}

/** The serial of the caller's API certificate: SERIAL_NO, or else that of CERTIFICATE. */
export function serialIn(settings: Settings): string | undefined {
  const certificate = settings.find('CERTIFICATE')?.value
  return settings.find('SERIAL_NO')?.value ?? (certificate && readCertificate(certificate).serialNo)
}

/**
 * Makes the signer of the caller.
 *
 * @throws {ProgramError} `WXDP_SETTING_MISSING`
 * @throws {AuthError} if the key is not one, or the serial cannot be one
 */
export function signerIn(settings: Settings): Signer {
  const caller = needCaller(settings)
  const serialNo = serialIn(settings)
  if (serialNo === undefined) throw missing('SERIAL_NO', settings.language)
  const privateKey = settings.need('PRIVATE_KEY').value
  const identity = caller.kind === 'partner' ? { mchid: caller.mchid } : { brandId: caller.brandId }
  return createSigner({ ...identity, serialNo, privateKey })
}
