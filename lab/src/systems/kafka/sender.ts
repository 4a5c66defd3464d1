interface Waiting<T> {
  readonly items: readonly T[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Keeps one request in flight, as kafkajs's idempotent producer needs it to lose nothing: what is
 * handed over meanwhile goes together with the next request.
 * @param mostItems in one request; what one caller hands over stays together
 */
export function createSender<T>(
  request: (items: readonly T[]) => Promise<void>,
  mostItems: number,
): (items: readonly T[]) => Promise<void> {
  const queue: Waiting<T>[] = []
  let running = false

  async function run(): Promise<void> {
    running = true
    for (let batch = takeBatch(); batch.length > 0; batch = takeBatch()) {
      try {
        await request(batch.flatMap(({ items }) => items))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    running = false
  }

  function takeBatch(): Waiting<T>[] {
    let [count, items] = [0, 0]
    for (const waiting of queue) {
      items += waiting.items.length
      if (count > 0 && items > mostItems) break
      count += 1
    }
    return queue.splice(0, count)
  }

  return items =>
    new Promise((resolve, reject) => {
      queue.push({ items, resolve, reject })
      if (!running) void run()
    })
}
