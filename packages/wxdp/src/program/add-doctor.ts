import type { Context } from '../commands/context.ts'
import { settingInfos } from '../settings/names.ts'
import type { Flags } from '../settings/read-settings.ts'
import type { AddCommand } from './add-command.ts'
import { withSettings } from './setting-options.ts'

/** `wxdp doctor`. */
export const addDoctor: AddCommand = (program, context: Context, exit) => {
  const { say } = context.screen
  const doctor = program
    .command('doctor')
    .description(
      say({ en: 'check the whole set-up, or say what key files are', zh: '检查全部配置，或识别密钥文件' }),
    )
    .argument(
      '[files...]',
      say({
        en: 'key files to identify; without files, the settings are checked',
        zh: '要识别的密钥文件；不指定文件时检查配置',
      }),
    )
    .option('--offline', say({ en: 'check only what needs no network', zh: '只做无需网络的检查' }))
    .option(
      '--live',
      say({
        en: "run WeChat Pay's self-test, too, which changes nothing (service providers)",
        zh: '同时调用微信支付的安全自检接口，不改变任何数据（服务商）',
      }),
    )
    .option(
      '--port <port>',
      say({
        en: 'with --live: receive its callback on this port of 127.0.0.1; NOTIFY_URL must lead there',
        zh: '配合 --live：在 127.0.0.1 的该端口接收回调，NOTIFY_URL 须指向这里',
      }),
    )
    .option(
      '--plan-id <id>',
      say({ en: 'check, too, what this plan needs of its coupon', zh: '同时检查该投放计划对商品券的要求' }),
    )
    .option(
      '--product-coupon-id <id>',
      say({
        en: 'check, too, whether a plan can deliver this product coupon',
        zh: '同时检查该商品券能否用于投放计划',
      }),
    )
    .option('--stock-id <id>', say({ en: 'its batch', zh: '该商品券的批次 ID' }))
    .option('--stock-bundle-id <id>', say({ en: 'or its group of batches', zh: '或该商品券的批次组 ID' }))
    .option('--json', say({ en: 'print JSON', zh: '输出 JSON' }))
  withSettings(
    doctor,
    context.screen,
    settingInfos.map(({ name }) => name),
  ).action(async (files: string[], flags: Flags) => {
    const { doctor } = await import('../commands/doctor.ts')
    exit(await doctor(context, files, flags))
  })
}
