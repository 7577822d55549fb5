import type { Text } from '../language/language.ts'

/** A field of a call that has a flag of its own: `--plan-name` for `plan_name`. */
export interface FieldFlag {
  readonly field: string
  /** The object of the call that has the field. Absent if the call itself has it. */
  readonly within?: string
  /** The flag, without dashes. Default: the name of the field. */
  readonly flag?: string
  /** What the flag takes; absent if it takes nothing and means `true`. */
  readonly value?: 'text' | 'number'
  readonly text: Text
}

/** A field of a call that is an argument. */
export interface FieldArgument {
  /** `plan_id` is shown as `<plan-id>`. */
  readonly field: string
  readonly text: Text
  /** A file may have the field instead. */
  readonly isOptional?: true
}

/** A command that calls WeChat Pay, as the command line shows it. */
export interface CallInfo {
  readonly name: string
  readonly text: Text
  readonly args?: readonly FieldArgument[]
  readonly flags?: readonly FieldFlag[]
  /** What `--file` takes. Absent if there is no such flag. */
  readonly file?: Text
  /** Whether it asks for confirmation. */
  readonly asks?: true
}

/** Commands under one name. */
export interface CallGroup {
  readonly name: string
  readonly text: Text
  readonly calls: readonly CallInfo[]
  readonly groups?: readonly CallGroup[]
}

/** Fields of a call, which may be anything that people write. */
export type Fields = Readonly<Record<string, unknown>>

/** What a command was called with. */
export interface Given {
  readonly info: CallInfo
  /** The whole command: `plans get`. */
  readonly command: string
  readonly args: Readonly<Record<string, string>>
  /** By their names in camel case. */
  readonly flags: Fields
}

/** A flag as it is typed: `--plan-name`. */
export function nameOf({ field, flag = field }: FieldFlag): string {
  return `--${flag.replaceAll('_', '-')}`
}

/** A flag as the parser takes it: `--plan-name <value>`. */
export function flagOf(info: FieldFlag): string {
  const { value } = info
  return value === undefined ? nameOf(info) : `${nameOf(info)} <${value === 'number' ? 'count' : 'value'}>`
}

/** The fields that flags set, as a call takes them. */
export function fieldsIn({ flags, info }: Pick<Given, 'flags' | 'info'>): Fields {
  const fields: Record<string, unknown> = {}
  for (const each of info.flags ?? []) {
    const { field, within, value } = each
    const given =
      flags[
        nameOf(each)
          .slice(2)
          .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
      ]
    if (given === undefined) continue
    // What is not a number stays a string, and the check of the input names it.
    const read = value === 'number' && /^\d+$/.test(String(given)) ? Number(given) : given
    if (within === undefined) fields[field] = read
    else fields[within] = { ...Object(fields[within]), [field]: read }
  }
  return fields
}

/** Fields of a file, and those of flags before them. */
export function joined(file: Fields, flags: Fields, { flags: infos = [] }: CallInfo): Fields {
  const fields: Record<string, unknown> = { ...file, ...flags }
  for (const within of new Set(infos.map((each) => each.within))) {
    if (within === undefined || flags[within] === undefined) continue
    fields[within] = { ...Object(file[within]), ...Object(flags[within]) }
  }
  return fields
}
