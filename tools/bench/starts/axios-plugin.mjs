// The first callback with wechatpay-axios-plugin.
import { readFileSync } from 'node:fs'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'

const { keys, apiV3Key, headers, body } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const message = Formatter.response(headers['wechatpay-timestamp'], headers['wechatpay-nonce'], body)
const key = Rsa.from(keys[headers['wechatpay-serial']], Rsa.KEY_TYPE_PUBLIC)
if (!Rsa.verify(message, headers['wechatpay-signature'], key)) throw new Error('forged')
const { ciphertext, nonce, associated_data } = JSON.parse(body).resource
JSON.parse(Aes.AesGcm.decrypt(ciphertext, apiV3Key, nonce, associated_data))
const age = performance.now()
const { user, system } = process.cpuUsage()
console.log(`READY ${age} ${(user + system) / 1000}`)
