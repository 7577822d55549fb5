import { checkInput, type Endpoint, toRequest } from '@wxdp/core'
import { type Fields, fieldsIn, type Given, joined, nameOf } from '../calls/call-info.ts'
import { describeChange } from '../calls/describe-change.ts'
import { flat, objectLines } from '../calls/object-lines.ts'
import { createRequestNumber } from '../calls/request-number.ts'
import type { Call } from '../calls/run-call.ts'
import { ProgramError } from '../errors.ts'
import { describeIssue } from '../language/describe-issue.ts'
import type { Text } from '../language/language.ts'
import { confirm } from '../terminal/confirm.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import { send } from './calls.ts'
import type { Context } from './context.ts'
import { invalidInput, readJsonObject } from './read-json.ts'
import { type Endpoints, endpointOf, ofBrandIn, type Run, type Running, startRun } from './run.ts'

/** A command that changes something by one call. */
export interface WriteCommand<Output> extends Endpoints<Output> {
  /** The fields that a file has. Default: all of it. */
  readonly fromFile?: (file: Fields) => Fields
  /** What is sent, of the fields that were given. It may read first. */
  readonly complete?: (fields: Fields, running: Running) => Completed | Promise<Completed>
  /** Shows what changes, and throws if the documentation rules it out. Not for a dry run. */
  readonly preview?: (input: Fields, running: Running) => Promise<void>
  /** Asked before. */
  readonly question?: (input: Fields) => Text | undefined
  /** Makes the call. Default: as it is. */
  readonly send?: (call: Call, endpoint: Endpoint<unknown, Output>, input: Fields) => Promise<Output>
  readonly shown: (output: Output, input: Fields) => Shown
  /** Said at the end. */
  readonly afterwards?: Text
}

/** Input of a call that is complete. */
export interface Completed {
  readonly input: Fields
  /** Fields that were not given: they make a repetition the same call. */
  readonly made?: Fields
  /** What changes: the fields as they are, and as they will be. */
  readonly change?: { readonly now: object; readonly new: object }
}

/** The result, for programs and for people. */
export interface Shown {
  readonly json: object
  /** A sentence, or an object with its fields. */
  readonly text: Text | { readonly fields: object }
}

export function writing<Output>(write: WriteCommand<Output>): Run {
  return async (context, given) => {
    const { world, screen } = context
    const { flags } = given
    const running = startRun(context, given)
    const endpoint = endpointOf(write, running)
    const { fields, made: number } = await readFields(context, given, write.fromFile)
    const own = ofBrandIn(fields, write, running)
    const completed: Completed = (await write.complete?.(own, running)) ?? { input: own }
    const { made, change, input } = completed
    if (change && flat(change.new).length === 0) throw nothingChanges(context)
    check(running, endpoint, input)
    if (!flags.dryRun) {
      if (change) for (const line of describeChange(change.now, change.new, screen)) screen.note(line)
      await write.preview?.(input, running)
      const question = write.question?.(input)
      if (question && !flags.yes) await confirm(question, world, screen)
    }
    noteMade(context, given, { ...made, ...number })
    const done = await send(context, running.calling, flags, async (call) => ({
      output: await (write.send ?? plainly)(call, endpoint, input),
    }))
    if (!done) return exitCodes.done
    print(context, given, write.shown(done.output, input))
    if (write.afterwards) screen.note(screen.say(write.afterwards))
    return exitCodes.done
  }
}

const plainly = <Output>(call: Call, endpoint: Endpoint<unknown, Output>, input: Fields): Promise<Output> =>
  call(endpoint, input)

/** The fields that a command was called with. */
export interface GivenFields {
  readonly fields: Fields
  /** The number of the request, if it was made here. */
  readonly made: Fields
}

/**
 * The fields of the file, those of flags before them, and those that are arguments.
 *
 * @throws {ProgramError} `WXDP_FILE_UNREADABLE`, `WXDP_INPUT_INVALID`
 */
export async function readFields(
  context: Context,
  given: Given,
  fromFile: (file: Fields) => Fields = (file) => file,
): Promise<GivenFields> {
  const { info, flags, args } = given
  const file = typeof flags.file === 'string' ? fromFile(await readJsonObject(context, flags.file)) : {}
  for (const [field, value] of Object.entries(args)) {
    if (file[field] === undefined || file[field] === value) continue
    const [found, expected] = [file[field], value].map((each) => plain(String(each)))
    throw invalidInput(context, {
      en: `The file has the ${field} ${found}, and the command ${expected}.`,
      zh: `文件中的 ${field} 为 ${found}，而命令中为 ${expected}。`,
    })
  }
  const fields = { ...joined(file, fieldsIn(given), info), ...args }
  const isNumbered = info.flags?.some(({ field }) => field === 'out_request_no')
  if (!isNumbered || fields.out_request_no !== undefined) return { fields, made: {} }
  const made = { out_request_no: createRequestNumber(info.name, context.world.now()) }
  return { fields: { ...fields, ...made }, made }
}

/**
 * Every broken rule is thrown, and every warning printed.
 *
 * @throws {CoreError} `CORE_INPUT_INVALID`
 */
function check(
  { context: { screen }, calling: { settings } }: Running,
  endpoint: Endpoint<unknown, unknown>,
  input: Fields,
): void {
  const sandbox = settings.isSandbox
  toRequest(endpoint, input, { sandbox })
  for (const issue of checkInput(endpoint, input, { sandbox })) {
    const line = plain(describeIssue(issue, screen.language))
    screen.note(screen.say({ en: `Warning: ${line}`, zh: `警告：${line}` }))
  }
}

/** Before the call: after a time-out, what was made here is what makes a repetition safe. */
function noteMade({ screen }: Context, { info: { flags: infos = [] } }: Given, made: Fields): void {
  const flags = infos.flatMap((info) =>
    made[info.field] === undefined ? [] : [`${nameOf(info)} ${plain(String(made[info.field]))}`],
  )
  if (flags.length === 0) return
  const number = made.out_request_no
  const first = number === undefined ? '' : `out_request_no ${number}`
  screen.note(
    screen.say({
      en: `${first && `${first}. `}To repeat the call: the same fields, and ${flags.join(' ')}`,
      zh: `${first && `${first}。`}如需重试，请使用相同的字段和 ${flags.join(' ')}`,
    }),
  )
}

function print({ screen }: Context, { flags }: Given, { json, text }: Shown): void {
  if (flags.json) screen.printJson(json)
  else if ('en' in text) screen.print(screen.say(text))
  else for (const line of objectLines(text.fields, screen)) screen.print(line)
}

function nothingChanges({ screen }: Context): ProgramError {
  return new ProgramError(
    'WXDP_USAGE',
    screen.say({
      en: 'No field is to be changed. Pass it as a flag or in a file; --help lists them.',
      zh: '没有要修改的字段。请用参数或文件指定，--help 可查看所有字段。',
    }),
  )
}
