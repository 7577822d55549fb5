import { defineConfig } from 'vitepress'
import { sidebarOf } from './pages.ts'

export default defineConfig({
  title: 'wxdp',
  cleanUrls: true,
  lastUpdated: false,
  locales: {
    en: { label: 'English', lang: 'en', link: '/en/', themeConfig: { sidebar: sidebarOf('en') } },
    zh: { label: '简体中文', lang: 'zh-CN', link: '/zh/', themeConfig: { sidebar: sidebarOf('zh') } },
  },
  themeConfig: { search: { provider: 'local' } },
})
