// The contenders of the bench in both languages. Names of packages stay.
import type { Said } from '../languages.ts'

const names: Readonly<Record<string, Said>> = {
  'bare node:crypto': { en: 'bare node:crypto, no checks', zh: '直接调用 node:crypto，不做检查' },
  'bare node:crypto, same checks': { en: 'by hand, same checks', zh: '手写代码，相同检查' },
  'bare node:crypto, sign only': {
    en: 'bare node:crypto, signature only',
    zh: '直接调用 node:crypto，仅签名',
  },
  'bare node:crypto, build and sign': { en: 'by hand, built and signed', zh: '手写代码，组装并签名' },
  'node, nothing else': { en: 'Node, nothing else', zh: '空的 Node 进程' },
  '@wxdp/notify, bundled': { en: '@wxdp/notify, as one bundle', zh: '@wxdp/notify，打包成单个文件' },
  'wxdp explain': { en: 'the command wxdp explain', zh: 'wxdp explain 命令' },
  client: { en: 'client with one endpoint', zh: '客户端和一个接口' },
  callbacks: { en: 'callback handler', zh: '回调处理' },
  both: { en: 'both', zh: '两者' },
}

export function nameOf(name: string): Said {
  return names[name] ?? { en: name, zh: name }
}
