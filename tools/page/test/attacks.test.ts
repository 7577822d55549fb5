// A web page elsewhere, in the browser of whoever runs the sandbox, tries to control it.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { findChromium } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from '../support/browser.ts'
import { createPlans, openStage, type Stage } from '../support/stage.ts'

const program = await findChromium()
skipWithout(program, 'chromium')

/** A name of the attacker's that leads to this machine. */
const rebound = 'rebound.test'
let browser: Browser
let stage: Stage
let planId: string
let attacker: Server
let evil: string

beforeAll(async () => {
  if (program === undefined) return
  browser = await launch(program, [rebound, 'evil.test'])
  stage = await openStage()
  ;[planId = ''] = await createPlans(stage, ['秋季满减券'])
  attacker = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>evil</title><p>evil')
  })
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve))
  evil = `http://evil.test:${(attacker.address() as AddressInfo).port}`
})

afterAll(async () => {
  await browser?.close()
  await stage?.served.close()
  attacker?.close()
})

/** Runs an attack on a page of the attacker's, and returns what it learned. Nothing may have happened to the sandbox. */
async function attack<Result>(run: (page: Page) => Promise<Result>, from = evil): Promise<Result> {
  const before = JSON.stringify([stage.sandbox.control.plan(planId), stage.sandbox.control.faults])
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(from)
  const result = await run(page)
  await context.close()
  expect(JSON.stringify([stage.sandbox.control.plan(planId), stage.sandbox.control.faults])).toBe(before)
  return result
}

const api = (): string => `${stage.served.url}/sandbox/api`

describe('a page elsewhere', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'takes no step by a form of %s',
    async (enctype) => {
      const text = await attack(async (page) => {
        await page.evaluate(
          ([action, type]) => {
            const form = document.createElement('form')
            Object.assign(form, { method: 'post', action, enctype: type })
            const input = document.createElement('input')
            Object.assign(input, { name: '{"step":"approve","x":"', value: '"}' })
            form.append(input)
            document.body.append(form)
            form.submit()
          },
          [`${api()}/plans/${planId}/steps`, enctype],
        )
        await page.waitForURL(/steps$/)
        return page.content()
      })
      expect(text).toContain('SANDBOX_ORIGIN_REFUSED')
    },
  )

  it.each([
    ['no-cors', 'text/plain'],
    ['cors', 'text/plain'],
    ['cors', 'application/json'],
  ] as const)('takes no step by fetch with %s and %s', async (mode, type) => {
    const outcome = await attack((page) =>
      page.evaluate(
        async ([url, mode, type]) => {
          const init = {
            method: 'POST',
            mode: mode as 'cors',
            headers: { 'Content-Type': type },
            body: '{"step":"approve"}',
          }
          return fetch(url, init as RequestInit).then(
            ({ type, status }) => `${type} ${status}`,
            () => 'failed',
          )
        },
        [`${api()}/plans/${planId}/steps`, mode, type] as const,
      ),
    )
    // An opaque response says nothing; Cross-Origin-Resource-Policy keeps away even that.
    expect(outcome).toBe('failed')
  })

  it.each(['POST', 'DELETE'])('gives out and deletes no coupon by %s', async (method) => {
    const { control } = stage.sandbox
    const before = control.userCoupons().total
    const outcome = await attack((page) =>
      page.evaluate(
        ([url, method]) =>
          fetch(url, { method, mode: 'cors', headers: { 'Content-Type': 'application/json' } }).then(
            ({ type, status }) => `${type} ${status}`,
            () => 'failed',
          ),
        [
          method === 'POST' ? `${api()}/plans/${planId}/user-coupons` : `${api()}/user-coupons/1`,
          method,
        ] as const,
      ),
    )
    expect([outcome, control.userCoupons().total]).toEqual(['failed', before])
  })

  it('hears nothing by EventSource, and reads nothing by fetch', async () => {
    const heard = await attack((page) =>
      page.evaluate(async (url) => {
        const source = new EventSource(`${url}/changes`)
        const event = await new Promise<string>((resolve) => {
          source.onmessage = () => resolve('message')
          source.onerror = () => resolve('error')
        })
        source.close()
        const read = await fetch(`${url}/state`).then(
          () => 'read',
          () => 'failed',
        )
        return [event, read]
      }, api()),
    )
    expect(heard).toEqual(['error', 'failed'])
  })

  it('cannot include its parts or show it in a frame', async () => {
    const loaded = await attack(async (page) =>
      page.evaluate(async (url) => {
        const script = document.createElement('script')
        const outcome = new Promise((resolve) => {
          script.onload = () => resolve('loaded')
          script.onerror = () => resolve('refused')
        })
        script.src = `${url}/sandbox/page.js`
        document.body.append(script)
        const frame = document.createElement('iframe')
        frame.src = `${url}/`
        const framed = new Promise((resolve) => {
          frame.onload = () => resolve('done')
        })
        document.body.append(frame)
        return Promise.all([outcome, framed])
      }, stage.served.url),
    )
    expect(loaded).toEqual(['refused', 'done'])
    const context = await browser.newContext()
    const page = await context.newPage()
    const refused: string[] = []
    page.on('console', (message) => refused.push(message.text()))
    await page.goto(evil)
    await page.evaluate((url) => {
      document.body.innerHTML = `<iframe src="${url}/"></iframe>`
    }, stage.served.url)
    await expect.poll(() => refused.join()).toMatch(/frame-ancestors|X-Frame-Options/)
    for (const frame of page.frames().slice(1)) expect(await frame.locator('#page').count()).toBe(0)
    await context.close()
  })

  it('may link to it', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(evil)
    await page.evaluate((url) => {
      document.body.innerHTML = `<a href="${url}/">sandbox</a>`
    }, stage.served.url)
    await page.getByRole('link').click()
    await page.getByRole('heading', { name: 'WeChat Pay sandbox' }).waitFor()
    await context.close()
  })

  it('under a name that leads here (DNS rebinding) is of the same origin, and still reaches nothing', async () => {
    const { port } = new URL(stage.served.url)
    const outcome = await attack(async (page) => {
      const content = await page.content()
      const statuses = await page.evaluate(async (id) => {
        const headers = { 'Content-Type': 'application/json' }
        const body = '{"step":"approve"}'
        const responses = await Promise.all([
          fetch(`/sandbox/api/plans/${id}/steps`, { method: 'POST', headers, body }),
          fetch('/sandbox/api/state'),
          fetch('/sandbox/page.js'),
        ])
        return responses.map(({ status }) => status)
      }, planId)
      return { content, statuses }
    }, `http://${rebound}:${port}/`)
    expect(outcome.content).toContain('SANDBOX_HOST_REFUSED')
    expect(outcome.statuses).toEqual([403, 403, 403])
  })
})
