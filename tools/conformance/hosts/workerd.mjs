import './suite.js'

export default {
  async test() {
    console.log(`RESULT ${JSON.stringify(await globalThis.report())}`)
  },
}
