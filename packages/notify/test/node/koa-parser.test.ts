import { expect, it } from 'vitest'
import { findKoaParser } from '../../src/node/koa-parser.ts'

it('knows no parser in a context that shows none', () => {
  const context = { app: {}, request: { rawBody: '{}' }, matched: [{}] }
  expect(findKoaParser(context).name).toContain('it is not known which')
})

it('finds the parser of a route', () => {
  const context = { app: {}, request: { rawBody: '{}' }, matched: [{ stack: [function bodyParser() {}] }] }
  expect(findKoaParser(context).name).toContain('@koa/bodyparser')
})
