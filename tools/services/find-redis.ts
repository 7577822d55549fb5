import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

// `flock`, because test files run in parallel. The Debian package would start its service; a `policy-rc.d` that exits
// with 101 forbids that. It is removed afterwards if this script made it.
const install = `
set -e
command -v redis-server >/dev/null && exit 0
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod +x "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends redis-server
if [ -d /run/systemd/system ]; then systemctl disable --now --quiet redis-server; fi
`

/**
 * The path of `redis-server`. On Debian, as root, installs it if it is missing, and leaves its service stopped.
 *
 * @returns `undefined` if there is none.
 * @throws {Error} if there is none and `CI=true`
 */
export async function findRedis(): Promise<string | undefined> {
  const found = onPath() ?? (canInstall() ? await installed() : undefined)
  if (!found && process.env.CI === 'true') {
    throw new Error(
      'redis-server is not on the PATH. With CI=true the tests that need it must run: install it.',
    )
  }
  return found
}

function onPath(): string | undefined {
  return (process.env.PATH ?? '')
    .split(':')
    .filter(Boolean)
    .map((folder) => join(folder, 'redis-server'))
    .find(existsSync)
}

function canInstall(): boolean {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0
}

async function installed(): Promise<string | undefined> {
  try {
    await run('flock', ['/run/lock/wxdp-services.lock', 'sh', '-c', install], { timeout: 240_000 })
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string }
    console.error(`redis-server could not be installed: ${stderr.trim() || message}`)
  }
  return onPath()
}
