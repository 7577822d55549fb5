import type { VerifiedBytes } from '@wxdp/auth'
import { type Cause, causeTexts } from '../callback/causes.ts'
import { type Diagnosis, diagnose } from '../callback/diagnose.ts'
import { type Opened, open } from '../callback/open.ts'
import { readSaved } from '../callback/read-saved.ts'
import type { SavedCallback } from '../callback/saved-callback.ts'
import { setUpIn } from '../callback/set-up.ts'
import { ProgramError } from '../errors.ts'
import type { Text } from '../language/language.ts'
import { type Flags, readSettings } from '../settings/read-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { warnOfOpenFiles } from '../settings/warn-of-open-files.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import type { Screen } from '../terminal/screen.ts'
import type { Context } from './context.ts'
import { readInput } from './read-input.ts'

/** What was found out about one saved callback. */
interface Verdict {
  readonly cause: Cause
  readonly evidence: readonly Text[]
  readonly change?: string | undefined
  readonly opened?: Extract<Opened, { readonly resource: unknown }>
}

/** `wxdp callback verify FILE`: says whether a saved callback is genuine, or for which cause it was refused. */
export async function verifyCallback(context: Context, file: string, flags: Flags): Promise<number> {
  const { screen } = context
  const verdict = await judge(context, file, flags)
  const { cause, change, evidence, opened } = verdict
  if (flags.json) {
    const [meaning, remedy] = causeTexts[cause][screen.language]
    screen.printJson({
      genuine: cause === 'genuine',
      cause,
      change: change ?? null,
      meaning,
      remedy,
      evidence: evidence.map(screen.say),
      page: causeTexts[cause].page ?? null,
      event: opened ? { id: opened.id, event_type: opened.eventType } : null,
    })
  } else printVerdict(verdict, screen)
  return cause === 'genuine' ? exitCodes.done : exitCodes.no
}

/** `wxdp callback open FILE`: prints what is inside a genuine callback, as JSON. */
export async function openCallback(context: Context, file: string, flags: Flags): Promise<number> {
  const { world, screen } = context
  readSettings(flags, world, screen.language).need('API_V3_KEY')
  const verdict = await judge(context, file, flags)
  const { opened } = verdict
  if (opened) screen.printJson(opened.resource)
  if (opened && verdict.cause === 'genuine') return exitCodes.done
  printVerdict(verdict, { ...screen, print: screen.note })
  return exitCodes.no
}

async function judge(context: Context, file: string, flags: Flags): Promise<Verdict> {
  const { world, screen } = context
  const settings = readSettings(flags, world, screen.language)
  warnOfOpenFiles(settings, screen)
  const callback = await readCallback(context, file, flags)
  const diagnosis = await diagnose(callback, () => setUpIn(settings))
  const { verified } = diagnosis
  return verified ? opening(diagnosis, verified, settings) : diagnosis
}

async function readCallback(context: Context, file: string, flags: Flags): Promise<SavedCallback> {
  const { say } = context.screen
  const saved = readSaved(await readInput(context, file))
  if (!saved) {
    throw new ProgramError(
      'WXDP_CALLBACK_UNREADABLE',
      say({
        en: `${file} is not a saved callback. Save it as raw HTTP, as curl -i prints it, as HAR, or as JSON { "headers": …, "body": … }.`,
        zh: `${file} 不是已保存的回调。请保存为原始 HTTP 报文、curl -i 的输出、HAR，或 JSON { "headers": …, "body": … }。`,
      }),
    )
  }
  if (flags.receivedAt === undefined) return saved
  const receivedAt = Date.parse(String(flags.receivedAt))
  if (Number.isNaN(receivedAt)) {
    throw new ProgramError(
      'WXDP_USAGE',
      say({
        en: '--received-at is not a time. Pass one such as 2026-11-29T08:00:00+08:00.',
        zh: '--received-at 不是有效时间。请使用 2026-11-29T08:00:00+08:00 这样的格式。',
      }),
    )
  }
  return { ...saved, receivedAt }
}

/** Opens a genuine callback, if there is a key to open it with. */
async function opening(diagnosis: Diagnosis, body: VerifiedBytes, settings: Settings): Promise<Verdict> {
  const key = settings.find('API_V3_KEY')
  if (!key) {
    const evidence = {
      en: 'API_V3_KEY is not set, so the sealed resource was not opened.',
      zh: '未设置 API_V3_KEY，因此没有解密内容。',
    }
    return { ...diagnosis, evidence: [...diagnosis.evidence, evidence] }
  }
  const opened = await open(body, key.value)
  return {
    cause: opened.cause,
    evidence: [...diagnosis.evidence, ...opened.evidence],
    ...('resource' in opened && { opened }),
  }
}

function printVerdict({ cause, evidence, opened }: Verdict, { language, say, style, print }: Screen): void {
  const { page, [language]: text } = causeTexts[cause]
  const [meaning, remedy] = text
  const isGenuine = cause === 'genuine'
  print(`${style(isGenuine ? 'green' : 'red', `${isGenuine ? '✓' : '✗'} ${cause}`)}: ${meaning}`)
  for (const each of evidence) print(`  ${plain(say(each))}`)
  if (opened) print(`  ${plain(`${opened.eventType} ${opened.id}`)}`)
  if (!isGenuine) print(`  ${style('bold', say({ en: 'Remedy:', zh: '处理方法：' }))} ${remedy}`)
  if (page) print(`  ${page}`)
}
