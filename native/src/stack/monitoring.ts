import { join } from 'node:path'
import { type Config, scrapeInterval } from '../config.ts'
import type { Layout } from '../layout.ts'
import type { Programs } from '../programs.ts'
import type { PortSetting } from '../settings.ts'
import type { ProcessSpec } from './process-spec.ts'

/** Prometheus, Alertmanager and, where it is installed, Grafana. */
export function monitoringProcesses(
  config: Config,
  layout: Layout,
  programs: Programs,
): ProcessSpec[] {
  const processes = [
    prometheus(config, layout, programs.prometheus),
    alertmanager(config, layout, programs.alertmanager),
  ]
  if (programs.grafana) processes.push(grafana(config, layout, programs.grafana))
  return processes
}

function prometheus(config: Config, layout: Layout, command: string): ProcessSpec {
  const port = config.ports.PROMETHEUS_PORT
  return monitoring(config, 'prometheus', 'PROMETHEUS_PORT', `http://127.0.0.1:${port}/-/ready`, {
    command,
    args: [
      `--config.file=${join(layout.prometheus, 'prometheus.yml')}`,
      `--storage.tsdb.path=${layout.data('prometheus')}`,
      '--storage.tsdb.retention.time=3d',
      '--storage.tsdb.retention.size=1GB',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    env: {},
  })
}

function alertmanager(config: Config, layout: Layout, command: string): ProcessSpec {
  const port = config.ports.ALERTMANAGER_PORT
  const health = `http://127.0.0.1:${port}/-/ready`
  return monitoring(config, 'alertmanager', 'ALERTMANAGER_PORT', health, {
    command,
    args: [
      `--config.file=${layout.alertmanagerConfig}`,
      `--storage.path=${layout.data('alertmanager')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      // A single one: without this it would listen for peers on every address.
      '--cluster.listen-address=',
    ],
    env: {},
  })
}

function grafana(config: Config, layout: Layout, command: string): ProcessSpec {
  const { ports } = config
  const health = `http://127.0.0.1:${ports.GRAFANA_PORT}/api/health`
  return monitoring(config, 'grafana', 'GRAFANA_PORT', health, {
    command,
    args: ['server', '--homepath', '/usr/share/grafana'],
    env: {
      GF_PATHS_DATA: layout.data('grafana'),
      GF_PATHS_LOGS: join(layout.data('grafana'), 'log'),
      GF_PATHS_PROVISIONING: join(config.root, 'grafana', 'provisioning'),
      GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: join(
        config.root,
        'grafana',
        'dashboards',
        'overview.json',
      ),
      GF_SERVER_HTTP_ADDR: '127.0.0.1',
      GF_SERVER_HTTP_PORT: String(ports.GRAFANA_PORT),
      GF_AUTH_ANONYMOUS_ENABLED: 'true',
      GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      PROMETHEUS_URL: `http://127.0.0.1:${ports.PROMETHEUS_PORT}`,
      ALERTMANAGER_URL: `http://127.0.0.1:${ports.ALERTMANAGER_PORT}`,
      SCRAPE_INTERVAL: scrapeInterval(config),
    },
  })
}

function monitoring(
  config: Config,
  name: string,
  setting: PortSetting,
  healthUrl: string,
  program: Pick<ProcessSpec, 'command' | 'args' | 'env'>,
): ProcessSpec {
  return {
    name,
    ...program,
    cwd: config.root,
    ports: [{ setting, port: config.ports[setting] }],
    health: { kind: 'http', url: healthUrl },
    restart: 'always',
    stopSignal: 'SIGTERM',
    stopGraceSeconds: 10,
    stopStage: 0,
  }
}
