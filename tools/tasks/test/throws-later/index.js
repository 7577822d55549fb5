export { createCallbackHandler } from '../../01-receive-callbacks/solution/index.js'

setTimeout(() => Promise.reject(new Error('later')))
