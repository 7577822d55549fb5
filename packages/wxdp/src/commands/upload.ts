import { basename } from 'node:path'
import * as brand from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import { createImageUploader } from '@wxdp/fetch/coupon'
import { toFormCurl } from '../calls/curl.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import { send } from './calls.ts'
import { readInput } from './read-input.ts'
import { type Run, startRun } from './run.ts'

/** What `wxdp coupons upload IMAGE` runs. */
export const upload: Run = async (context, given) => {
  const { world, screen } = context
  const { args, flags } = given
  const { calling } = startRun(context, given)
  const { image = '' } = args
  const content = await readInput(context, image)
  const filename = typeof flags.filename === 'string' ? flags.filename : basename(image)
  const endpoint = calling.caller.kind === 'partner' ? partner.uploadImage : brand.uploadImage
  const output = await send(
    context,
    calling,
    flags,
    (_call, options) =>
      createImageUploader(options).upload(endpoint, { filename, content }, { signal: world.signal }),
    { toCommand: (signed) => toFormCurl(signed, image) },
  )
  if (output === undefined) return exitCodes.done
  const { image_url } = output
  if (flags.json) screen.printJson({ image_url })
  else screen.print(plain(image_url))
  return exitCodes.done
}
