import { checkInput } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/brand'
import { describeIssue } from '../language/describe-issue.ts'
import type { Settings } from '../settings/settings.ts'
import { type Finding, fault, skipped, well } from './finding.ts'

/** Files that hold secrets, and the callback URL. */
export function checkSurroundings(settings: Settings): Finding[] {
  return [...checkPermissions(settings), ...checkNotifyUrl(settings)]
}

function checkPermissions({ openFiles }: Settings): Finding[] {
  if (openFiles.length === 0) {
    return [
      well('permissions', 'No file with a secret is open to others.', '没有可被其他用户读取的敏感文件。'),
    ]
  }
  return openFiles.map(({ file, mode }) => ({
    check: 'permissions',
    status: 'warning',
    text: {
      en: `${file} holds a secret, and others can read it (mode ${mode}).`,
      zh: `${file} 含有敏感数据，但其他用户可以读取（权限 ${mode}）。`,
    },
    remedy: { en: `Run: chmod 600 ${file}`, zh: `请执行：chmod 600 ${file}` },
  }))
}

function checkNotifyUrl(settings: Settings): Finding[] {
  const url = settings.find('NOTIFY_URL')
  if (!url) return [skipped('notify_url', 'NOTIFY_URL is not set.', '未设置 NOTIFY_URL。')]
  const issues = checkInput(setNotifyUrl, { notify_url: url.value }, { sandbox: settings.isSandbox })
  if (issues.length === 0) {
    return [well('notify_url', `${url.value} follows the rules.`, `${url.value} 符合规则。`)]
  }
  return issues.map((issue) => ({
    ...fault(
      'notify_url',
      {
        en: `${url.value}: ${describeIssue(issue, 'en')}`,
        zh: `${url.value}：${describeIssue(issue, 'zh')}`,
      },
      {
        en: 'Use an absolute https URL on a public domain name, with a path, without query.',
        zh: '请使用公网域名的 https 绝对地址，必须带路径，不能带查询参数。',
      },
    ),
    ...(issue.severity === 'warning' && { status: 'warning' }),
  }))
}
