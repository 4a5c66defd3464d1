import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { stringify } from 'yaml'
import { jobsFrom, promtoolsFrom } from '../src/config.ts'
import { ruleFiles } from '../src/generated-files.ts'
import { defaultPlace } from '../src/rule-file.ts'

// Another team's Prometheus: jobs of its own names, and a cluster that is a label of its targets.
const folder = mkdtempSync(join(tmpdir(), 'fd-guest-'))
const [promtool = 'promtool'] = promtoolsFrom(process.env)
const theirs = jobsFrom({
  JOB_KAFKA: 'pods/kafka-.*',
  JOB_CONSUMER: 'payments|mails',
  JOB_PRODUCER: 'shop',
  JOB_EXPORTER: 'lag',
})
const ruleGlob = 'rules/production/*.yml'

for (const [path, content] of ruleFiles({ ...defaultPlace, jobs: theirs })) write(path, content)
after(() => rmSync(folder, { recursive: true }))

function write(path: string, content: string): string {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

function run(...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(promtool, args, { encoding: 'utf8' })
  assert.equal(status, 0, stdout + stderr)
}

/** The alerts that fire after ten minutes of these series, each once and with the cluster. */
function assertFiring(series: Record<string, string>, names: string[]): void {
  const input = Object.entries(series).map(([name, values]) => ({ series: name, values }))
  const file = write(
    'guest.test.yml',
    stringify({
      rule_files: [ruleGlob],
      evaluation_interval: '15s',
      tests: [
        {
          interval: '15s',
          // What an alert without series of its own, as the watchdog, takes its cluster from.
          external_labels: { cluster: 'prod-eu' },
          input_series: input,
          promql_expr_test: [
            {
              expr: 'count by (alertname, cluster) (ALERTS{alertstate="firing"})',
              eval_time: '10m',
              exp_samples: names.map(name => ({
                labels: `{alertname="${name}", cluster="prod-eu"}`,
                value: 1,
              })),
            },
          ],
        },
      ],
    }),
  )
  run('test', 'rules', file)
}

const healthy = {
  'up{job="pods/kafka-1",instance="a",cluster="prod-eu"}': '1x60',
  'up{job="pods/kafka-2",instance="b",cluster="prod-eu"}': '1x60',
  'up{job="lag",instance="c",cluster="prod-eu"}': '1x60',
  'kafka_controller_active_controller_count{instance="a",cluster="prod-eu"}': '1x60',
  'kafka_controller_active_controller_count{instance="b",cluster="prod-eu"}': '0x60',
  'kafka_server_replicamanager_under_replicated_partitions{instance="a",cluster="prod-eu"}': '0x60',
  'kafka_server_replicamanager_under_replicated_partitions{instance="b",cluster="prod-eu"}': '0x60',
  'kafka_topic_partition_end_offset{job="lag",instance="c",cluster="prod-eu"}': '9x60',
}

/** The same where the cluster is an external label alone. */
function withoutCluster(series: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(series).map(([name, values]) => [
      name.replace(',cluster="prod-eu"', ''),
      values,
    ]),
  )
}

test('another Prometheus takes the rules into its configuration', () => {
  const config = {
    global: { external_labels: { cluster: 'prod-eu' } },
    rule_files: [ruleGlob],
    scrape_configs: [{ job_name: 'pods/kafka-1', static_configs: [{ targets: ['a:7071'] }] }],
  }
  run('check', 'config', write('prometheus.yml', stringify(config)))
})

test('there, a healthy cluster raises nothing but the watchdog', () => {
  assertFiring(healthy, ['Watchdog'])
})

test('there, brokers whose controllers are nodes of their own, not scraped, are healthy too', () => {
  const entries = Object.entries(healthy).filter(([name]) => !name.includes('controller'))
  assertFiring(Object.fromEntries(entries), ['Watchdog'])
})

test('there, a lost broker is known by the name of its job and of its cluster', () => {
  const down = { 'up{job="pods/kafka-2",instance="b",cluster="prod-eu"}': '1x20 0x40' }
  assertFiring({ ...healthy, ...down }, ['KafkaBrokerDown', 'Watchdog'])
})

test('there, a lost exporter is missed', () => {
  const {
    'up{job="lag",instance="c",cluster="prod-eu"}': _up,
    'kafka_topic_partition_end_offset{job="lag",instance="c",cluster="prod-eu"}': _end,
    ...rest
  } = healthy
  assertFiring(rest, ['ExporterDown', 'Watchdog'])
})

test('there, an exporter that fails is known without a label of its target', () => {
  const down = {
    'up{job="lag",instance="c",cluster="prod-eu"}': '1x20 0x40',
    'kafka_topic_partition_end_offset{job="lag",instance="c",cluster="prod-eu"}': '9x20 stale',
  }
  assertFiring(withoutCluster({ ...healthy, ...down }), ['ExporterDown', 'Watchdog'])
})
