// What an assistant has to know before it reads any page.
import type { Language } from '../languages.ts'

interface Texts {
  readonly rules: string
  readonly whole: string
  readonly otherLanguage: string
}

export const llmsTexts: Readonly<Record<Language, Texts>> = {
  en: {
    rules: `The packages are \`@wxdp/auth\` (keys, signatures), \`@wxdp/core\` (endpoints and notifications as data), \`@wxdp/fetch\` (calls out), \`@wxdp/notify\` (callbacks in), \`@wxdp/sandbox\` (WeChat Pay on your own machine) and \`wxdp\` (the command line).

- Verify raw bytes before you parse them. No option turns this off.
- Give keys from the environment or a secret store, never in source code.
- When \`onNotification\` resolves, WeChat Pay stops sending: store the work durably first.
- Try everything against the sandbox, then run \`npx wxdp doctor\`.`,
    whole: 'All pages in one file',
    otherLanguage: '简体中文',
  },
  zh: {
    rules: `包括 \`@wxdp/auth\`（密钥、签名与验签）、\`@wxdp/core\`（接口与通知的定义）、\`@wxdp/fetch\`（调用接口）、\`@wxdp/notify\`（接收回调）、\`@wxdp/sandbox\`（本地模拟的微信支付）和 \`wxdp\`（命令行）。

- 先对原始字节验签，再解析。没有任何选项可以关闭验签。
- 密钥从环境变量或密钥管理服务读取，不要写进源代码。
- \`onNotification\` 完成后微信支付就不再发送该通知：请先把任务持久化。
- 先用沙箱调试，再运行 \`npx wxdp doctor\`。`,
    whole: '全部页面合为一个文件',
    otherLanguage: 'English',
  },
}
