export { alike, codeIn, equal, refuses, thrownBy } from './assert.ts'
export { test } from './cases.ts'
