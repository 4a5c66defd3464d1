import type { Consumer, GroupAssignment } from '@platformatic/kafka'
import type { ConsumerSettings } from '../../settings.ts'

interface Watcher {
  /** Told of every assignment; seconds since the rebalance was heard of, where it was. */
  onAssigned(assigned: readonly GroupAssignment[], seconds: number | undefined): void
  onAlive(): void
  onError(error: unknown): void
  onLag(topic: string, partition: number, lag: number): void
}

const lagEveryMs = 2000

/** Turns the events of the library into those that a member acts on. */
export function watchConsumer(
  consumer: Consumer,
  settings: Pick<ConsumerSettings, 'topics' | 'groupProtocol'>,
  watcher: Watcher,
): void {
  let rebalancingSince: number | undefined = performance.now()
  consumer.on('consumer:group:rebalance', () => {
    rebalancingSince ??= performance.now()
  })

  function assigned(now: readonly GroupAssignment[]): void {
    const seconds = rebalancingSince && (performance.now() - rebalancingSince) / 1000
    rebalancingSince = undefined
    watcher.onAssigned(now, seconds)
  }

  if (settings.groupProtocol === 'classic') {
    consumer.on('consumer:group:join', ({ assignments = [] }) => assigned(assignments))
  } else {
    watchReconciliation(consumer, assigned)
  }
  consumer.on('consumer:heartbeat:end', watcher.onAlive)
  consumer.on('consumer:heartbeat:error', ({ error }) => watcher.onError(error))
  consumer.on('error', watcher.onError)
  consumer.on('consumer:lag', lags => {
    for (const [topic, partitions] of lags) {
      // Negative: not assigned to this member.
      for (const [partition, lag] of partitions.entries()) {
        if (lag >= 0n) watcher.onLag(topic, partition, Number(lag))
      }
    }
  })
  consumer.on('consumer:lag:error', watcher.onError)
  consumer.once('consumer:group:join', () =>
    consumer.startLagMonitoring({ topics: [...settings.topics] }, lagEveryMs),
  )
}

/** With KIP-848 an assignment comes with any heartbeat, and the library has no event for it. */
function watchReconciliation(
  consumer: Consumer,
  onChange: (now: readonly GroupAssignment[]) => void,
): void {
  let before: string | undefined
  const look = () => {
    if (consumer.assignments === null) return
    const text = JSON.stringify(consumer.assignments)
    if (text === before) return
    before = text
    onChange(consumer.assignments)
  }
  consumer.on('consumer:heartbeat:end', look)
  consumer.on('consumer:heartbeat:error', look)
}
