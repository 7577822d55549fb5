import { kindOf } from '@wxdp/auth/suite'
import { invalidOption } from '../errors.ts'

/** @param rule The name of the option, and what it must be. */
export function wrongOption(rule: string, found: unknown): TypeError {
  return invalidOption(`${rule}; found ${typeof found === 'number' ? found : kindOf(found)}.`)
}

/** Bounds of a number, both included. */
export interface Range {
  readonly min: number
  readonly max: number
}

/** @throws {TypeError} `FETCH_OPTION_INVALID` */
export function requireNumber(name: string, value: number, { min, max }: Range): number {
  if (typeof value === 'number' && value >= min && value <= max) return value
  throw wrongOption(`${name} must be a number from ${min} to ${max}`, value)
}

/** @throws {TypeError} `FETCH_OPTION_INVALID` */
export function requireInteger(name: string, value: number, range: Range): number {
  if (Number.isInteger(value)) return requireNumber(name, value, range)
  throw wrongOption(`${name} must be an integer`, value)
}

/**
 * Functions that may be missing.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 */
export function requireFunctions<Options extends object>(
  options: Options,
  names: readonly (keyof Options & string)[],
): void {
  for (const name of names) {
    const value: unknown = options[name]
    if (value !== undefined && typeof value !== 'function')
      throw wrongOption(`${name} must be a function`, value)
  }
}
