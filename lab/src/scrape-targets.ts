import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LabConfig } from './config.ts'

/**
 * Tells a running Prometheus where the lab and RabbitMQ are. The file is there only while the lab
 * runs: a target that is mostly not there would look like a process that is down.
 * @returns how to take it away again
 */
export function announceTargets({ env }: LabConfig): () => Promise<void> {
  const file = env.LAB_TARGETS_FILE
  if (file === undefined) return async () => undefined
  const target = (instance: string, address: string) => ({
    targets: [address],
    labels: { instance, cluster: env.CLUSTER_NAME },
  })
  const groups = [
    target('lab', env.LAB_ADDRESS ?? `127.0.0.1:${env.LAB_PORT}`),
    target('rabbitmq', env.RABBITMQ_METRICS_ADDRESS ?? `127.0.0.1:${env.RABBITMQ_METRICS_PORT}`),
  ]
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(groups, null, 2)}\n`)
  return async () => rmSync(file, { force: true })
}
