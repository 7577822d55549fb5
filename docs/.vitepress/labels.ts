// What the theme says, in both languages. `config/theme-mends.ts` puts those of the second part into the theme.
import type { Said } from './languages.ts'

export const labels = {
  description: {
    en: 'TypeScript packages for WeChat Pay delivery plans (投放计划).',
    zh: '微信支付投放计划的 TypeScript 开发包。',
  },
  outline: { en: 'On this page', zh: '本页目录' },
  previous: { en: 'Previous page', zh: '上一页' },
  next: { en: 'Next page', zh: '下一页' },
  menu: { en: 'Menu', zh: '目录' },
  toTop: { en: 'Return to top', zh: '回到顶部' },
  appearance: { en: 'Appearance', zh: '外观' },
  toDark: { en: 'Switch to dark theme', zh: '切换到深色模式' },
  toLight: { en: 'Switch to light theme', zh: '切换到浅色模式' },
  language: { en: 'Change language', zh: '切换语言' },
  skip: { en: 'Skip to content', zh: '跳到正文' },
  copy: { en: 'Copy code', zh: '复制代码' },
  permalink: { en: 'Link to', zh: '本节链接：' },
  entryPoints: { en: 'Entry points', zh: '各入口' },
  asMarkdown: { en: 'This page as Markdown', zh: '本页的 Markdown 版本' },

  // The theme has no option for these.
  mainNavigation: { en: 'Main navigation', zh: '主导航' },
  sidebarNavigation: { en: 'Pages', zh: '全部页面' },
  pager: { en: 'Previous and next page', zh: '上一页与下一页' },
  mobileNavigation: { en: 'Navigation', zh: '导航菜单' },
  more: { en: 'More', zh: '更多' },
} satisfies Record<string, Said>

export type Label = keyof typeof labels

export const search = {
  button: { en: 'Search', zh: '搜索' },
  detailed: { en: 'Show excerpts', zh: '显示摘要' },
  reset: { en: 'Clear search', zh: '清空' },
  back: { en: 'Close search', zh: '关闭搜索' },
  none: { en: 'Nothing found for', zh: '没有找到' },
  select: { en: 'open', zh: '打开' },
  selectKey: { en: 'Enter', zh: '回车键' },
  navigate: { en: 'move', zh: '选择' },
  up: { en: 'Up arrow', zh: '上箭头' },
  down: { en: 'Down arrow', zh: '下箭头' },
  close: { en: 'close', zh: '关闭' },
  closeKey: { en: 'Escape', zh: 'Esc 键' },
} satisfies Record<string, Said>
