// What the catalogue of errors says, collected from the tables behind `explain` and from the code that decides.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type Language = 'en' | 'zh'
export type Pair = Readonly<Record<Language, readonly [meaning: string, remedy: string]>>

export interface Entry {
  readonly code: string
  readonly text: Pair
  /** URL of a page of WeChat Pay. */
  readonly page?: string | undefined
  /** Of the error that has the code. */
  readonly className: string
  readonly retry: Retry
  /** HTTP status: of WeChat Pay's response for its own codes, and of ours to a callback. */
  readonly status?: number | undefined
}

export type Retry = 'no' | 'same' | 'later' | 'look' | 'delivered' | 'queued'

export interface Group {
  readonly packages: readonly string[]
  readonly entries: readonly Entry[]
}

export interface Catalogue {
  readonly groups: readonly Group[]
  readonly api: readonly Entry[]
  readonly causes: readonly {
    readonly page: string
    readonly code: string
    readonly numbers: readonly number[]
    readonly text: Pair
  }[]
  readonly rules: readonly {
    readonly rule: string
    readonly en?: string
    readonly zh: readonly [string, string]
  }[]
}

interface Row extends Pair {
  readonly page?: string
}
type CauseRow = readonly [numbers: readonly number[], en: Pair['en'], zh: Pair['zh']]
type CauseTables = readonly (readonly [
  page: string,
  table: readonly (readonly [code: string, rows: readonly CauseRow[]])[],
])[]
type Rows = Readonly<Record<string, Row>>

/** Retrying these helps, or may; for all others the caller must change something first. */
const retries: Readonly<Record<string, Retry>> = {
  FETCH_NETWORK: 'same',
  FETCH_TIMEOUT: 'same',
  FETCH_UNTRUSTED: 'look',
  FETCH_BODY_TOO_LARGE: 'look',
  FETCH_LIMITED: 'later',
  CORE_RESPONSE_INVALID: 'look',
  NOTIFY_PLAN_BUSY: 'queued',
  NOTIFY_PLANS_UNAVAILABLE: 'queued',
  NOTIFY_LEASE_EXCEEDED: 'queued',
}
/** Codes that an error of another class than their package's has. */
const otherClasses: Readonly<Record<string, string>> = { SANDBOX_EXPECTATION_FAILED: 'ExpectationError' }
/** Failures of a callback whose code the response does not name: it is a 500. */
const withoutName = ['NOTIFY_HANDLER_FAILED', 'NOTIFY_SETTINGS_FAILED', 'NOTIFY_QUEUE_UNAVAILABLE']

export async function readCatalogue(root: string): Promise<Catalogue> {
  // The sources, so that the catalogue of a tree is that tree's.
  const load = (path: string) => import(pathToFileURL(join(root, 'packages', path)).href)
  const explained = (name: string) => load(`core/src/explain/${name}.ts`)
  const [{ authTexts }, { coreTexts }, { fetchTexts }, { notifyTexts }, { sandboxTexts }] = await Promise.all(
    ['auth-texts', 'core-texts', 'fetch-texts', 'notify-texts', 'sandbox-texts'].map(explained),
  )
  const { programTexts } = await load('wxdp/src/commands/program-texts.ts')
  const { apiTexts } = await explained('api-texts')
  const { apiCodes } = await load('core/src/contract/api-codes.ts')
  const { errorNumberTables } = await explained('error-numbers')
  const { ruleTexts } = await explained('rule-texts')
  const { refuse } = await load('notify/src/receive/responses.ts')

  const entriesOf = (rows: Rows, className: string): Entry[] =>
    Object.entries(rows).map(([code, { page, ...text }]) => {
      const status = statusOf(code, refuse)
      const retry = retries[code] ?? (status === undefined ? 'no' : 'delivered')
      const isOption = code.endsWith('_OPTION_INVALID') && className !== 'SandboxError'
      const other = isOption ? 'TypeError' : otherClasses[code]
      return { code, text, page, className: other ?? className, retry, status }
    })
  const program = Object.fromEntries(
    Object.entries(programTexts as Record<string, Record<Language, string>>).map(([code, { en, zh }]) => [
      code,
      { en: halves(en, '. '), zh: halves(zh, '。') },
    ]),
  )
  return {
    groups: [
      { packages: ['@wxdp/auth', '@wxdp/auth-sm'], entries: entriesOf(authTexts, 'AuthError') },
      { packages: ['@wxdp/core'], entries: entriesOf(coreTexts, 'CoreError') },
      { packages: ['@wxdp/fetch'], entries: entriesOf(fetchTexts, 'FetchError') },
      { packages: ['@wxdp/notify'], entries: entriesOf(notifyTexts, 'NotifyError') },
      { packages: ['@wxdp/sandbox'], entries: entriesOf(sandboxTexts, 'SandboxError') },
      { packages: ['wxdp'], entries: entriesOf(program, 'ProgramError') },
    ],
    api: Object.entries(apiTexts as Rows).map(([code, { page, ...text }]) => ({
      ...{ code, text, page, className: 'ApiError' },
      ...apiCodes[code],
    })),
    causes: (errorNumberTables as CauseTables).flatMap(([page, table]) =>
      table.flatMap(([code, rows]) =>
        rows.map(([numbers, en, zh]) => ({ page, code, numbers, text: { en, zh } })),
      ),
    ),
    rules: Object.entries(ruleTexts as Record<string, { en?: string; zh: [string, string] }>).map(
      ([rule, text]) => ({ rule, ...text }),
    ),
  }
}

/** The HTTP status that a callback gets which is refused with this code. */
function statusOf(
  code: string,
  refuse: (error: object) => { response: { status: number; body: string } },
): number | undefined {
  const { status, body } = refuse({ name: 'NotifyError', code }).response
  return body.includes(code) || withoutName.includes(code) ? status : undefined
}

/** The meaning, and the remedy after it. */
function halves(text: string, end: string): readonly [string, string] {
  const at = text.indexOf(end) + 1
  return [text.slice(0, at), text.slice(at).trim()]
}
