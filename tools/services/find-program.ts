import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A program that tests start. */
interface Program {
  readonly name: string
  /** Other programs that will do. */
  readonly others?: readonly string[]
  /** Debian's package. */
  readonly package: string
  /** Debian's service, which nobody here needs. */
  readonly service?: string
  /** Where it is besides the PATH. */
  readonly folders?: () => readonly string[]
}

const redis: Program = { name: 'redis-server', package: 'redis-server', service: 'redis-server' }
const postgres: Program = {
  name: 'postgres',
  package: 'postgresql',
  service: 'postgresql',
  folders: debianPostgres,
}
const mariadb: Program = { name: 'mariadbd', package: 'mariadb-server-core' }
const kcat: Program = { name: 'kcat', package: 'kcat' }
const chromium: Program = {
  name: 'chromium',
  // As Ubuntu and Google name it.
  others: ['chromium-browser', 'google-chrome'],
  package: 'chromium',
}

/**
 * The path of `redis-server`. On Debian, as root, installs it if it is missing, and leaves its service stopped.
 *
 * @returns `undefined` if there is none.
 * @throws {Error} if there is none and `CI=true`
 */
export async function findRedis(): Promise<string | undefined> {
  return (await find([redis]))[0]
}

/** The path of `chromium`, found or installed as {@link findRedis} does it. */
export async function findChromium(): Promise<string | undefined> {
  return (await find([chromium]))[0]
}

/** The path of `kcat`, a client of Kafka that can also be a broker, found or installed as {@link findRedis} does it. */
export async function findKcat(): Promise<string | undefined> {
  return (await find([kcat]))[0]
}

/** The paths of `postgres` and `mariadbd`, found or installed together as {@link findRedis} does it. */
export async function findDatabases(): Promise<{
  readonly postgres: string | undefined
  readonly mariadb: string | undefined
}> {
  const [first, second] = await find([postgres, mariadb])
  return { postgres: first, mariadb: second }
}

async function find(programs: readonly Program[]): Promise<(string | undefined)[]> {
  const missing = programs.filter((program) => !pathOf(program))
  if (missing.length > 0 && canInstall()) await install(missing)
  return programs.map((program) => {
    const path = pathOf(program)
    if (!path && process.env.CI === 'true') {
      throw new Error(
        `${program.name} is not on the PATH. With CI=true the tests that need it must run: install it.`,
      )
    }
    return path
  })
}

function pathOf({ name, others = [], folders = () => [] }: Program): string | undefined {
  const searched = [...(process.env.PATH ?? '').split(':').filter(Boolean), ...folders()]
  return [name, ...others]
    .flatMap((program) => searched.map((folder) => join(folder, program)))
    .find((path) => existsSync(path))
}

/** Debian keeps the servers of each version apart. The newest version first. */
function debianPostgres(): string[] {
  const folder = '/usr/lib/postgresql'
  if (!existsSync(folder)) return []
  const versions = readdirSync(folder).sort((a, b) => Number(b) - Number(a))
  return versions.map((version) => join(folder, version, 'bin'))
}

function canInstall(): boolean {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0
}

// A package would start its service; a `policy-rc.d` that exits with 101 forbids that. It is removed afterwards if this
// script made it. The arguments are packages, two hyphens, and services.
const script = `
set -e
packages=''
while [ "$1" != -- ]; do packages="$packages $1"; shift; done
shift
dpkg -s $packages >/dev/null 2>&1 && exit 0
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod +x "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends $packages
if [ -d /run/systemd/system ]; then
  for service; do systemctl disable --now --quiet "$service"; done
fi
`

async function install(programs: readonly Program[]): Promise<void> {
  const packages = programs.map((program) => program.package)
  const services = programs.flatMap(({ service }) => service ?? [])
  console.error(`Installing ${packages.join(' and ')} with apt-get …`)
  try {
    // `flock`, because test files run in parallel.
    const args = [
      '/run/lock/wxdp-services.lock',
      'sh',
      '-c',
      script,
      'install',
      ...packages,
      '--',
      ...services,
    ]
    await promisify(execFile)('flock', args, { timeout: 240_000 })
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string }
    console.error(`${packages.join(' and ')} could not be installed: ${stderr.trim() || message}`)
  }
}
