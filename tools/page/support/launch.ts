// Chromium, and how wide, in which language and in which theme a page is shown.
import { type Browser, chromium } from 'playwright-core'

/** As root, without a network, and without anything that Chromium does for itself. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @param hosts Names that lead to this machine, as a name server of an attacker would have it. */
export function launch(executablePath: string, hosts: readonly string[] = []): Promise<Browser> {
  const rules = hosts.map((host) => `MAP ${host} 127.0.0.1`).join(', ')
  return chromium.launch({
    executablePath,
    args: [...flags, ...(rules ? [`--host-resolver-rules=${rules}`] : [])],
  })
}

export const widths = { phone: { width: 375, height: 812 }, desk: { width: 1440, height: 900 } } as const

export interface Look {
  readonly width: keyof typeof widths
  readonly locale: 'en-GB' | 'zh-CN'
  readonly theme: 'light' | 'dark'
}

export const usual: Look = { width: 'desk', locale: 'en-GB', theme: 'light' }
