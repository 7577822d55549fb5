import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'

const file = fileURLToPath(new URL('input.ts', import.meta.url))
const code = `import type { CreatePlanInput as BrandInput } from '../../src/brand/create-plan.ts'
import type { CreatePlanInput } from '../../src/partner/create-plan.ts'
type Rest = { out_request_no: string; brand_id: string; product_coupon_id: string; reuse_coupon_config: true }
type Own = Omit<Rest, 'reuse_coupon_config'> & { reuse_coupon_config: false; plan_name: string; total_count: number
  daily_limit: number; delivery_start_time: string; delivery_end_time: string }
export const single = (rest: Rest): CreatePlanInput => ({ ...rest })
export const singleOwn = (own: Own): CreatePlanInput => ({ ...own })
export const named = (own: Own): CreatePlanInput => ({ ...own, usage_mode: 'SINGLE' })
export const brand = ({ brand_id: _, ...rest }: Rest): BrandInput => rest
export const bundled = (own: Own): CreatePlanInput => ({ ...own, usage_mode: 'PROGRESSIVE_BUNDLE' })
export const terms = ({ daily_limit: _, ...own }: Own): CreatePlanInput => ({ ...own, stock_id: '7' })
export const valid = (own: Own): CreatePlanInput => ({ ...own, usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '8' })`

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

it('a type error about a missing field speaks of the field that the usage mode or the terms need', () => {
  expect(typeErrors()).toEqual([
    expect.stringContaining("Property 'stock_id' is missing"),
    expect.stringContaining("Property 'stock_id' is missing"),
    expect.stringContaining("Property 'stock_id' is missing"),
    expect.stringContaining("Property 'stock_id' is missing"),
    expect.stringContaining("Property 'stock_bundle_id' is missing"),
    expect.stringContaining("Property 'daily_limit' is missing"),
  ])
})
