import { describe, expect, it } from 'vitest'
import { table, widthOf } from '../../src/terminal/table.ts'

describe('table', () => {
  it('aligns columns, also of Chinese, and leaves no space at the end', () => {
    expect(
      table([
        ['计划', 'x'],
        ['ab', 'yz'],
        ['满100减20元', ''],
      ]),
    ).toEqual(['计划         x', 'ab           yz', '满100减20元'])
  })

  it('counts the columns of a terminal', () => {
    expect(['abc', '中文', '（）', '한글', '🎉', 'é', ''].map(widthOf)).toEqual([3, 4, 4, 4, 2, 1, 0])
  })

  it('takes no rows', () => {
    expect(table([])).toEqual([])
  })
})
