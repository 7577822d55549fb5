// `next build` runs the modules of routes, on machines that have no secrets.
import { expect, it } from 'vitest'
import { createProject } from '../project.ts'

it('builds the route of the README without a secret', async () => {
  const project = createProject('next', {
    'package.json': { private: true, type: 'module' },
    'next.config.mjs': `export default { turbopack: { root: ${JSON.stringify(new URL('../../..', import.meta.url).pathname)} }, typescript: { ignoreBuildErrors: false } }`,
    'tsconfig.json': {
      compilerOptions: {
        target: 'es2022',
        lib: ['dom', 'dom.iterable', 'esnext'],
        module: 'esnext',
        moduleResolution: 'bundler',
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        jsx: 'react-jsx',
        incremental: true,
        isolatedModules: true,
        resolveJsonModule: true,
        esModuleInterop: true,
        allowJs: true,
        plugins: [{ name: 'next' }],
      },
      include: ['next-env.d.ts', '**/*.ts', '**/*.tsx', '.next/types/**/*.ts'],
      exclude: ['node_modules'],
    },
    'app/layout.tsx':
      'export default ({ children }: { children: React.ReactNode }) => <html lang="en"><body>{children}</body></html>\n',
    'app/wechatpay/plans/route.ts': `import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

export const POST = createHandler(() => ({
  verifier: createVerifier({ keys: { [process.env.PLATFORM_SERIAL ?? '']: process.env.PLATFORM_PUBLIC_KEY ?? '' } }),
  apiV3Key: process.env.API_V3_KEY ?? '',
  onNotification: async (notification) => console.log(notification.id, notification.kind),
}))
`,
  })
  const { exitCode, output } = await project.run('next/dist/bin/next', ['build'], {
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  })
  expect(output).toMatch(/\/wechatpay\/plans/)
  expect(exitCode).toBe(0)
})
