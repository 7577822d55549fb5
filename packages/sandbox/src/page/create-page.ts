import { Hono } from 'hono'
import { invalidOption, SandboxError } from '../errors.ts'
import { type SandboxFetch, toRequest } from '../http/fetch.ts'
import { pathOf } from '../http/request.ts'
import { createApi } from './api.ts'
import { serveAssets } from './assets.ts'
import { toErrorResponse } from './error-response.ts'
import { checkAllowedHosts, createGuard } from './guard.ts'
import { safeHeaders } from './safe-headers.ts'
import type { ShownSandbox } from './shown-sandbox.ts'

/** Options of {@link createSandboxPage}. */
export interface SandboxPageOptions {
  /**
   * Host names, without a port, under which the page may be opened besides `localhost`, 127.0.0.1 and ::1. Any other name
   * is refused: a web page elsewhere could make it lead here (DNS rebinding).
   */
  readonly allowedHosts?: readonly string[]
}

/** A sandbox with its page. */
export interface SandboxPage {
  /** Responds to requests for the page and its control; passes all others to the sandbox unchanged. */
  readonly fetch: SandboxFetch
}

/** Where the page's parts and its control are. WeChat Pay has no path that begins like this. */
const prefix = '/sandbox/'

/**
 * Puts a page on a sandbox: `/` shows plans, callbacks and requests and controls them, `/sandbox/api/` does the same as
 * JSON. It needs no file system and no server of its own: any runtime that serves a `fetch` serves it.
 *
 * Only pages of the same origin may use the control, and only under a loopback name or one of `allowedHosts`.
 *
 * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
 *
 * @example
 * const sandbox = await createSandbox()
 * export default createSandboxPage(sandbox)
 */
export function createSandboxPage(sandbox: ShownSandbox, options: SandboxPageOptions = {}): SandboxPage {
  if (typeof sandbox?.control !== 'object') {
    throw invalidOption('sandbox', { expected: 'a sandbox', found: sandbox })
  }
  const { allowedHosts = [] } = options
  checkAllowedHosts(allowedHosts)
  const app = new Hono({ getPath: pathOf })
    .use(safeHeaders, createGuard(allowedHosts))
    .route('/', serveAssets())
    .route(`${prefix}api`, createApi(sandbox))
    .all('*', () => {
      throw new SandboxError(
        'SANDBOX_NOT_FOUND',
        'The page has nothing at this path, or not with this method.',
      )
    })
    .onError(toErrorResponse)
  return {
    fetch: async (input, init) => {
      const request = toRequest(input, init)
      const path = pathOf(request)
      // Not a fallback of Hono's: it would take the body from what responds to HEAD, and turn a reset into a 500.
      return path === '/' || path.startsWith(prefix) ? app.fetch(request) : sandbox.fetch(request)
    },
  }
}
