/**
 * Every port of the stack: the .env key and its default. All are below 32768, from where on Linux
 * lends ports to outgoing connections: a broker that restarts could find its own port lent.
 */
export const portDefaults = {
  KAFKA_1_PORT: 19092,
  KAFKA_2_PORT: 19192,
  KAFKA_3_PORT: 19292,
  KAFKA_1_CONTROLLER_PORT: 19093,
  KAFKA_2_CONTROLLER_PORT: 19193,
  KAFKA_3_CONTROLLER_PORT: 19293,
  KAFKA_1_JMX_PORT: 17071,
  KAFKA_2_JMX_PORT: 17171,
  KAFKA_3_JMX_PORT: 17271,
  POSTGRES_PORT: 15432,
  PRODUCER_PORT: 8101,
  PAYMENT_1_PORT: 8111,
  PAYMENT_2_PORT: 8112,
  PAYMENT_3_PORT: 8113,
  EMAIL_PORT: 8114,
  ANALYTICS_PORT: 8115,
  INVOICES_PORT: 8116,
  SPARE_1_PORT: 8121,
  SPARE_2_PORT: 8122,
  SPARE_3_PORT: 8123,
  SPARE_4_PORT: 8124,
  EXPORTER_PORT: 8131,
  CHAOS_PORT: 8080,
  PROMETHEUS_PORT: 9090,
  ALERTMANAGER_PORT: 9093,
  GRAFANA_PORT: 3000,
  LAB_PORT: 8141,
  LAB_KAFKA_PORT: 18092,
  LAB_KAFKA_CONTROLLER_PORT: 18093,
  LAB_POSTGRES_PORT: 18432,
  RABBITMQ_PORT: 18672,
  RABBITMQ_METRICS_PORT: 18692,
  RABBITMQ_DIST_PORT: 18673,
  RABBITMQ_EPMD_PORT: 18674,
} as const

export type PortSetting = keyof typeof portDefaults
export type Ports = Record<PortSetting, number>

export const rulesProfiles = ['training', 'production'] as const
export type RulesProfile = (typeof rulesProfiles)[number]

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const
