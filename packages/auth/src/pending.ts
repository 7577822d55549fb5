import type { MaybePromise } from './provider.ts'

/** Whether a value is still to come. To `await` one that is there costs a turn of the queue for nothing. */
export function isPending<T>(value: MaybePromise<T>): value is Promise<T> {
  return typeof (value as { then?: unknown } | undefined)?.then === 'function'
}
