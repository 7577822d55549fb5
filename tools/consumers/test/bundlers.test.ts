// Each bundler makes one file of the worker of the page for Cloudflare, without warnings and without anything of Node; workerd runs it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import nodeResolve from '@rollup/plugin-node-resolve'
import { build as esbuild } from 'esbuild'
import { rollup } from 'rollup'
import { build as vite } from 'vite'
import { expect, it } from 'vitest'
import webpack from 'webpack'
import { createProject, type Project } from '../project.ts'
import { statusesOf, worker } from '../worker.ts'

/** Bundles `worker.js` of a project into `out/worker.js`. Returns its warnings. */
type Bundle = (project: Project) => Promise<readonly unknown[]>

const bundlers: Readonly<Record<string, Bundle>> = {
  async esbuild({ folder }) {
    const { warnings } = await esbuild({
      entryPoints: [join(folder, 'worker.js')],
      outfile: join(folder, 'out/worker.js'),
      bundle: true,
      format: 'esm',
      platform: 'browser',
      conditions: ['worker'],
      logLevel: 'silent',
      tsconfigRaw: {},
    })
    return warnings
  },
  async rollup({ folder }) {
    const warnings: unknown[] = []
    const bundle = await rollup({
      input: join(folder, 'worker.js'),
      plugins: [nodeResolve({ exportConditions: ['worker', 'browser'] })],
      onwarn: (warning) => void warnings.push(warning),
    })
    await bundle.write({ file: join(folder, 'out/worker.js'), format: 'esm' })
    await bundle.close()
    return warnings
  },
  async vite({ folder }) {
    const warnings: unknown[] = []
    const warn = (message: string): void => void warnings.push(message)
    await vite({
      root: folder,
      configFile: false,
      customLogger: {
        ...{ info() {}, error: warn, warn, warnOnce: warn, clearScreen() {} },
        ...{ hasErrorLogged: () => false, hasWarned: false },
      },
      ssr: { target: 'webworker', noExternal: true },
      build: { ssr: 'worker.js', outDir: 'out' },
    })
    return warnings
  },
  webpack: ({ folder }) =>
    new Promise((resolve, reject) => {
      const compiler = webpack({
        mode: 'production',
        context: folder,
        entry: './worker.js',
        target: 'webworker',
        experiments: { outputModule: true },
        output: {
          path: join(folder, 'out'),
          filename: 'worker.js',
          module: true,
          library: { type: 'module' },
        },
      })
      compiler?.run((error, stats) => {
        compiler.close(() => {})
        if (error) reject(error)
        else resolve([...(stats?.compilation.warnings ?? []), ...(stats?.compilation.errors ?? [])])
      })
    }),
}

it.for(Object.entries(bundlers))('%s', async ([name, bundle]) => {
  const project = createProject(`bundler-${name}`, {
    'package.json': { private: true, type: 'module' },
    'worker.js': worker.replace(/interface Env {[^}]*}\n\n/, '').replace('(env: Env)', '(env)'),
  })
  expect(await bundle(project)).toEqual([])
  const script = readFileSync(join(project.folder, 'out/worker.js'), 'utf8')
  expect(script).not.toMatch(/node:|require\(/)
  expect(await statusesOf(script)).toEqual([204, 401])
})
