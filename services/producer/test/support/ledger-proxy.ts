import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to the ledger that a test can cut. */
export interface LedgerProxy {
  /** The ledger's address by way of the proxy. */
  readonly url: string
  /** Ends all connections and refuses new ones. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** Puts a TCP proxy on a free port before a ledger. */
export async function openLedgerProxy(target: string): Promise<LedgerProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let open = true
  const server = createServer(near => {
    if (!open) {
      near.destroy()
      return
    }
    const far = connect(Number(port), hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const endAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    cut() {
      open = false
      endAll()
    },
    mend() {
      open = true
    },
    async close() {
      endAll()
      server.close()
      await once(server, 'close')
    },
  }
}
