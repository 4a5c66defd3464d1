/** The Prometheus to check against: PROMETHEUS_URL, by default that of a stack on this machine. */
export function prometheusUrlFrom(env: NodeJS.ProcessEnv): string {
  const url = env.PROMETHEUS_URL ?? `http://127.0.0.1:${env.PROMETHEUS_PORT ?? '9090'}`
  return url.replace(/\/+$/, '')
}
