/** The output of the runner in both languages. */
const english = {
  set: 'the example set its callback URL',
  sent: {
    probe: 'the sandbox sent a signature probe, wrong on purpose',
    notification: 'the sandbox sent the notification',
    duplicate: 'the sandbox sent the same notification again',
  },
  overtaken: 'the sandbox sent an older change of the plan',
  logged: 'the example logged',
  none: 'none',
  done: (seconds: string) => `set and received in ${seconds} s`,
  unknown: (names: string) => `Say which example to run: ${names}.`,
}

const chinese: typeof english = {
  set: '示例设置了回调地址',
  sent: {
    probe: '沙箱发送了签名探测流量（故意使用错误的签名）',
    notification: '沙箱发送了通知',
    duplicate: '沙箱重复投递了同一条通知',
  },
  overtaken: '沙箱发送了同一计划的较早变更',
  logged: '示例输出',
  none: '无应答',
  done: (seconds) => `已设置回调地址并收到通知，用时 ${seconds} 秒`,
  unknown: (names) => `请指定要运行的示例：${names}。`,
}

export type Texts = typeof english

/** Returns the Chinese texts for a language tag that starts with `zh`, and the English ones otherwise. */
export function textsFor(language: string | undefined): Texts {
  return language?.toLowerCase().startsWith('zh') ? chinese : english
}
