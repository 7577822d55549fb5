import { effect, signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { ChangeMessage } from '../src/page/changes.ts'

/** What the sandbox says went wrong. */
export class ApiError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** @throws {ApiError} */
async function call<Result>(path: string, init?: RequestInit): Promise<Result> {
  const response = await fetch(`/sandbox/api${path}`, init).catch((error: unknown) => {
    if (init?.signal?.aborted) throw error
    throw new ApiError('UNREACHABLE', '')
  })
  const body = await response.json()
  if (!response.ok) throw new ApiError(body.code, body.message)
  return body
}

/** @throws {ApiError} */
export function post<Result>(path: string, body: object): Promise<Result> {
  const headers = { 'Content-Type': 'application/json' }
  return call(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** @throws {ApiError} */
export function remove(path: string): Promise<object> {
  return call(path, { method: 'DELETE' })
}

/** Counts the changes of which the sandbox has told. */
const version = signal(0)

/** Whether the sandbox tells of its changes at the moment. */
export const isLive = signal(false)

/** The sandbox's clock, a second late at most. Milliseconds since 1970. */
export const now = signal<number | undefined>(undefined)

/** Follows the sandbox while the page is looked at: a browser opens few connections to one server. */
export function follow(): void {
  let source: EventSource | undefined
  const start = (): void => {
    source ??= new EventSource('/sandbox/api/changes')
    source.onopen = () => {
      isLive.value = true
      version.value += 1
    }
    source.onmessage = ({ data }) => {
      const message: ChangeMessage = JSON.parse(data)
      now.value = message.now
      if (message.kinds.length > 0) version.value += 1
    }
    source.onerror = () => {
      isLive.value = false
      // The browser tries again by itself, unless it was told to stop.
      if (source?.readyState !== EventSource.CLOSED) return
      source = undefined
      setTimeout(start, 2000)
    }
  }
  const stop = (): void => {
    source?.close()
    source = undefined
  }
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()))
  start()
}

/** Something of the sandbox, as it is now. */
export interface Live<Result> {
  /** Absent until it has come. */
  readonly data?: Result
  readonly error?: ApiError
}

/** Reads a path, and reads it again after each change. `undefined`: nothing. */
export function useLive<Result>(path: string | undefined): Live<Result> {
  const [state, setState] = useState<Live<Result> & { readonly path?: string | undefined }>({})
  useEffect(() => {
    if (path === undefined) return
    const controller = new AbortController()
    const { signal } = controller
    let isReading = false
    let isOutdated = false
    async function read(): Promise<void> {
      isOutdated = true
      if (isReading) return
      isReading = true
      // One at a time: changes that come faster than responses must not keep all of them away.
      while (isOutdated && !signal.aborted) {
        isOutdated = false
        const next = await call<Result>(path as string, { signal }).then(
          (data) => ({ path, data }),
          (error: unknown) => (error instanceof ApiError ? { path, error } : undefined),
        )
        if (next && !signal.aborted) setState(next)
      }
      isReading = false
    }
    const stop = effect(() => {
      version.value
      void read()
    })
    return () => {
      stop()
      controller.abort()
    }
  }, [path])
  return state.path === path ? state : {}
}
