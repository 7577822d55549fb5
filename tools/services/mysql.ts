// MySQL's own server. Debian has it in one suite only, whose libraries are newer than this machine's: it is unpacked
// beside the system, with a loader and libraries of its own.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Server, startServer } from './server.ts'

const cache = '/var/cache/wxdp-mysql'
const root = join(cache, 'root')
const libraries = join(root, 'usr/lib/x86_64-linux-gnu')
const loader = join(libraries, 'ld-linux-x86-64.so.2')
const program = join(root, 'usr/sbin/mysqld')

// apt with lists of its own, from the mirror of this machine.
const script = `
set -e
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/$' | head -n 1)
[ -n "$mirror" ] || { echo 'apt has no mirror of Debian.' >&2; exit 1; }
mkdir -p lists/partial archives/partial debs root
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" > sources.list
: > status
base=$PWD
apt() {
  command=$1; shift
  "$command" -o Dir::Etc::sourcelist="$base/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State="$base" \\
    -o Dir::State::status="$base/status" -o Dir::State::lists="$base/lists" -o Dir::Cache="$base" "$@"
}
apt apt-get -qq update
names=$(apt apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \\
  --no-enhances mysql-server-core | grep -E '^(lib|zlib|mysql-server-core)' | grep -vE '^lib(debconf|perl)' | sort -u)
cd debs
apt apt-get -qq download $names
for deb in *.deb; do dpkg -x "$deb" ../root; done
rm -rf ../debs
`

/**
 * Downloads and unpacks MySQL, where the machine is Debian on x64 and the user is root.
 *
 * @returns Its version; `undefined` on other machines.
 */
export async function findMysql(): Promise<string | undefined> {
  const canUnpack = existsSync('/etc/debian_version') && process.getuid?.() === 0 && process.arch === 'x64'
  if (!existsSync(program) && !canUnpack) return undefined
  const run = promisify(execFile)
  // `flock`, because test files run in parallel.
  await run('mkdir', ['-p', cache])
  const unpacked = `[ -x '${program}' ] || { ${script} }`
  await run('flock', ['/run/lock/wxdp-mysql.lock', 'sh', '-c', unpacked], { cwd: cache, timeout: 240_000 })
  const { stdout } = await run(loader, ['--library-path', libraries, program, '--no-defaults', '--version'])
  return /Ver (\S+)/.exec(stdout)?.[1]
}

/** Starts a MySQL on a free loopback port, with a user `root` that needs no password. It ends with this process. */
export function startMysql(): Promise<Server> {
  const data = (folder: string): string => join(folder, 'data')
  const common = [
    '--no-defaults',
    `--basedir=${join(root, 'usr')}`,
    `--lc-messages-dir=${join(root, 'usr/share/mysql')}`,
    '--innodb-buffer-pool-size=16M',
    '--innodb-redo-log-capacity=16M',
    // The kernel keeps what a crashed process wrote, so the disk need not be waited for.
    '--innodb-flush-log-at-trx-commit=2',
    '--skip-log-bin',
    '--secure-file-priv=NULL',
  ]
  const mysqld = ['--library-path', libraries, program]
  return startServer({
    name: 'mysql',
    ready: 'ready for connections',
    unprivileged: true,
    prepare: (folder, user) =>
      promisify(execFile)(
        loader,
        [...mysqld, ...common, `--datadir=${data(folder)}`, '--initialize-insecure'],
        { ...user, cwd: '/' },
      ),
    command: (port, folder) => [
      loader,
      ...mysqld,
      ...common,
      ...[`--datadir=${data(folder)}`, `--port=${port}`, '--bind-address=127.0.0.1', '--mysqlx=OFF'],
      ...[`--socket=${join(folder, 'socket')}`, `--pid-file=${join(folder, 'pid')}`, '--max-connections=200'],
    ],
  })
}
