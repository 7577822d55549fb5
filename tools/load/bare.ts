// A server that reads a callback and answers it, and does nothing else: the least that any receiver has to do.
import { createServer } from 'node:http'

const server = createServer((incoming, outgoing) => {
  incoming.on('end', () => outgoing.writeHead(204).end()).resume()
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('Callback URL: bare'))
process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
})
