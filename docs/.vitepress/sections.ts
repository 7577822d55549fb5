// The folders of the site in the order in which the sidebar shows them. Within one, `order` in the front matter of a
// page decides, and the page's first heading is its title.
import type { Said } from './languages.ts'

export interface Section {
  readonly folder: string
  readonly title: Said
}

export const sections: readonly Section[] = [
  { folder: 'start', title: { en: 'Ten minutes', zh: '十分钟上手' } },
  { folder: 'learn', title: { en: 'Keys and signatures', zh: '密钥与签名' } },
  { folder: 'plans', title: { en: 'Plans', zh: '投放计划' } },
  { folder: 'calls', title: { en: 'Calls', zh: '接口调用' } },
  { folder: 'callbacks', title: { en: 'Callbacks', zh: '回调通知' } },
  { folder: 'frameworks', title: { en: 'Frameworks', zh: '接入框架' } },
  { folder: 'platforms', title: { en: 'Platforms', zh: '部署平台' } },
  { folder: 'scale', title: { en: 'Several processes', zh: '多进程与队列' } },
  { folder: 'sandbox', title: { en: 'Sandbox', zh: '沙箱' } },
  { folder: 'command-line', title: { en: 'Command line', zh: '命令行' } },
  { folder: 'operate', title: { en: 'Operation', zh: '运维' } },
  { folder: 'moving', title: { en: 'Moving over', zh: '从其他 SDK 迁移' } },
  { folder: 'reference', title: { en: 'Reference', zh: '参考' } },
  { folder: 'contribute', title: { en: 'Contributing', zh: '参与开发' } },
]
