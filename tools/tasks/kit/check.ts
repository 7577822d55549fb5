// What a check is written with.
import { isDeepStrictEqual } from 'node:util'
import type { CallbackContent, CallbackVariant } from '@wxdp/sandbox/testing'
import type { Ledger } from './ledger.ts'
import type { Sent } from './stage.ts'

/** Collects what is wrong, so that a run names everything. */
export interface Report {
  readonly reasons: string[]
  /** Notes a reason unless the condition holds. */
  holds(condition: boolean, reason: string): void
  /** Notes a reason unless both are equal. */
  same(found: unknown, expected: unknown, what: string): void
}

/** What the folder's `index.js` exports. */
export type Exported = Readonly<Record<string, (...values: readonly unknown[]) => unknown>>

/**
 * A check of one task.
 *
 * @param file The path of the folder's `index.js`.
 */
export type Check = (exported: Exported, report: Report, file: string) => Promise<void>

export function createReport(): Report {
  const reasons: string[] = []
  const holds: Report['holds'] = (condition, reason) => {
    if (!condition && !reasons.includes(reason)) reasons.push(reason)
  }
  return {
    reasons,
    holds,
    same(found, expected, what) {
      holds(
        isDeepStrictEqual(found, expected),
        `${what}: expected ${JSON.stringify(expected)}; found ${JSON.stringify(found)}.`,
      )
    },
  }
}

/** Sends a callback to the code under check, and returns the status of its response. */
export type Post = (sent: Sent) => Promise<number>

/** A part of a check with a code under check of its own. */
export interface Receiving {
  readonly post: Post
  readonly callback: (content?: CallbackContent, variant?: CallbackVariant, again?: Sent) => Promise<Sent>
  readonly ledger: Ledger
}

export const accepts = (status: number): boolean => status >= 200 && status < 300

/** The status of a response; 0 if there is none within five seconds, which is when WeChat Pay stops waiting. */
export async function inTime(status: Promise<number>): Promise<number> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(0), 5000)
  })
  return Promise.race([status, late]).finally(() => clearTimeout(timer))
}

/** Lets everything run that is ready. */
export const settle = (ms = 50): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
