import type { Config } from '../config.ts'
import { brokerIds } from '../stack/kafka.ts'
import { consumerPorts } from '../stack/services.ts'

/** One entry of a file_sd file of Prometheus. */
export interface TargetGroup {
  targets: string[]
  labels: { instance: string; cluster: string }
}

/** Target files by job, as Prometheus reads them from `targets/<job>.json`. */
export function scrapeTargets({ ports, clusterName }: Config): Record<string, TargetGroup[]> {
  const target = (instance: string, port: number): TargetGroup => ({
    targets: [`127.0.0.1:${port}`],
    labels: { instance, cluster: clusterName },
  })
  return {
    kafka: brokerIds.map(id => target(`kafka-${id}`, ports[`KAFKA_${id}_JMX_PORT`])),
    producer: [target('producer', ports.PRODUCER_PORT)],
    consumer: consumerPorts.map(({ name, port }) => target(name, ports[port])),
    exporter: [target('exporter', ports.EXPORTER_PORT)],
    chaos: [target('chaos', ports.CHAOS_PORT)],
    prometheus: [target('prometheus', ports.PROMETHEUS_PORT)],
    alertmanager: [target('alertmanager', ports.ALERTMANAGER_PORT)],
  }
}
