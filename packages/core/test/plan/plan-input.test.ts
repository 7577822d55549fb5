import ts from 'typescript'
import { expect, it } from 'vitest'

const file = new URL('input.ts', import.meta.url).pathname
const code = `import type { CreatePlanInput } from '../../src/partner/create-plan.ts'
type Rest = { out_request_no: string; brand_id: string; product_coupon_id: string; reuse_coupon_config: true }
export const single = (rest: Rest): CreatePlanInput => ({ ...rest })
export const bundled = (rest: Rest): CreatePlanInput => ({ ...rest, usage_mode: 'PROGRESSIVE_BUNDLE' })`

/** The messages of the compiler about `code`. */
function typeErrors(): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    strict: true,
    noEmit: true,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(file, code, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest)
  const program = ts.createProgram([file], options, host)
  const diagnostics = program.getSemanticDiagnostics(program.getSourceFile(file))
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

it('the type error about a missing batch speaks of the field that the usage mode needs', () => {
  expect(typeErrors()).toEqual([
    expect.stringContaining("Property 'stock_id' is missing"),
    expect.stringContaining("Property 'stock_bundle_id' is missing"),
  ])
})
