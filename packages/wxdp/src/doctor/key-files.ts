import type { KeyObject } from 'node:crypto'
import { readCertificate } from '@wxdp/auth/certificate'
import { publicHalfOf, publicKeyObject } from '../settings/key-objects.ts'
import { type Finding, faultBy, well } from './finding.ts'

/** A file, and what is in it. */
export interface KeyFile {
  readonly file: string
  readonly contents: string
}

/** Says what each file is, and which belong together. */
export function checkKeyFiles(files: readonly KeyFile[]): Finding[] {
  const keys = files.map(({ file, contents }) => ({ file, ...keysIn(contents) }))
  return keys.map(({ file, error, privateKey, publicKey, certificate }): Finding => {
    if (certificate) {
      const { serialNo, subject, notAfter } = certificate
      const owner = subject.commonName ?? subject.text
      const until = notAfter.toISOString().slice(0, 10)
      const isMate = (key: KeyObject | undefined): boolean => !!publicKey && !!key?.equals(publicKey)
      const mate = isMate(privateKey) ? file : keys.find((other) => isMate(other.privateKey))?.file
      const isPlatforms = /tenpay/i.test(owner)
      return well(
        'file',
        `${file}: ${isPlatforms ? 'a platform certificate of WeChat Pay' : 'a certificate'}, serial ${serialNo}, of ${owner}, until ${until}${mate ? `; it belongs to the private key in ${mate}` : ''}.`,
        `${file}：${isPlatforms ? '微信支付平台证书' : '证书'}，序列号 ${serialNo}，属于 ${owner}，有效期至 ${until}${mate ? `；与 ${mate} 中的私钥成对` : ''}。`,
      )
    }
    if (privateKey) {
      return well(
        'file',
        `${file}: a private key (apiclient_key.pem). Keep it secret.`,
        `${file}：私钥（apiclient_key.pem），请妥善保密。`,
      )
    }
    if (publicKey) {
      const mate = keys.find((other) => other.privateKey?.equals(publicKey))
      return mate
        ? well(
            'file',
            `${file}: the public half of your own private key in ${mate.file}. It is not WeChat Pay's.`,
            `${file}：${mate.file} 中商户私钥对应的公钥，不是微信支付公钥。`,
          )
        : well(
            'file',
            `${file}: a public key, and none of these private keys is its other half. WeChat Pay's pub_key.pem is one.`,
            `${file}：公钥，与这些私钥都不成对。微信支付公钥 pub_key.pem 就是这样的文件。`,
          )
    }
    return unknown(file, error)
  })
}

/** The packages looked for a private key, the last of the three. Only how to convert a container is a remedy here. */
function unknown(file: string, error: unknown): Finding {
  const { check, text, ...rest } = faultBy('file', error, file)
  const [, what = text.en] = /: (Found .+?), expected a private key\./.exec(text.en) ?? []
  const [command] = /openssl .+/.exec(text.en) ?? []
  return {
    ...rest,
    check,
    text: { en: `${file}: ${what}.`, zh: `${file}：不是密钥或证书。${what}.` },
    ...(command && { remedy: { en: `Convert it: ${command}`, zh: `请转换格式：${command}` } }),
  }
}

interface FoundKeys {
  readonly privateKey?: KeyObject
  /** For a certificate, the key in it. */
  readonly publicKey?: KeyObject
  readonly certificate?: ReturnType<typeof readCertificate>
  /** Why none was found. */
  readonly error?: unknown
}

function keysIn(contents: string): FoundKeys {
  const certificate = attempt(() => readCertificate(contents))
  const privateKey = attempt(() => publicHalfOf(contents))
  const publicKey = attempt(() => publicKeyObject(contents))
  const error = privateKey.error
  return {
    ...(certificate.value && { certificate: certificate.value }),
    ...(privateKey.value && { privateKey: privateKey.value }),
    ...(publicKey.value && { publicKey: publicKey.value }),
    error,
  }
}

function attempt<T>(read: () => T): { readonly value?: T; readonly error?: unknown } {
  try {
    return { value: read() }
  } catch (error) {
    return { error }
  }
}
