const age = performance.now()
const { user, system } = process.cpuUsage()
console.log(`READY ${age} ${(user + system) / 1000}`)
