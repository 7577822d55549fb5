// The page's control, called as a program calls it.

import type { SandboxOptions } from '@wxdp/sandbox'
import { createSandboxPage, type SandboxPage } from '@wxdp/sandbox/page'
import { type Stage, stage } from './stage.ts'

export interface Control extends Stage {
  readonly page: SandboxPage
  readonly get: (path: string) => Promise<Answer>
  readonly post: (path: string, body: unknown) => Promise<Answer>
}

/** A response's status, and its JSON. */
export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect
  readonly body: any
}

const api = 'http://localhost/sandbox/api'

export async function openControl(options?: SandboxOptions): Promise<Control> {
  const stood = await stage(options)
  const page = createSandboxPage(stood.box)
  const answer = async (response: Response): Promise<Answer> => ({
    status: response.status,
    body: await response.json(),
  })
  return {
    ...stood,
    page,
    get: async (path) => answer(await page.fetch(api + path)),
    post: async (path, body) =>
      answer(
        await page.fetch(api + path, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body:
            typeof body === 'string' || body instanceof Uint8Array ? (body as never) : JSON.stringify(body),
        }),
      ),
  }
}
