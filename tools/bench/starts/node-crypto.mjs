// The first callback with node:crypto and nothing else.
import { createDecipheriv, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const { keys, apiV3Key, headers, body } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const message = `${headers['wechatpay-timestamp']}\n${headers['wechatpay-nonce']}\n${body}\n`
const signature = Buffer.from(headers['wechatpay-signature'], 'base64')
if (!verify('sha256', Buffer.from(message), keys[headers['wechatpay-serial']], signature))
  throw new Error('forged')
const { resource } = JSON.parse(body)
const sealed = Buffer.from(resource.ciphertext, 'base64')
const decipher = createDecipheriv('aes-256-gcm', apiV3Key, resource.nonce)
decipher.setAAD(Buffer.from(resource.associated_data)).setAuthTag(sealed.subarray(-16))
JSON.parse(decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8'))
const age = performance.now()
const { user, system } = process.cpuUsage()
console.log(`READY ${age} ${(user + system) / 1000}`)
