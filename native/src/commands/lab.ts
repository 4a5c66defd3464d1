import { join } from 'node:path'
import type { Config } from '../config.ts'
import { configAsEnvironment } from '../config.ts'
import type { Layout } from '../layout.ts'
import { findRunMode, runningConfig } from '../run-mode.ts'
import { ledgerUrl } from '../stack/postgres.ts'
import { onTerminal } from './scripts.ts'

/**
 * Runs the comparison of Kafka and RabbitMQ. It starts servers of its own, so that the stack is not
 * disturbed and raises no alert; where the stack runs, its PostgreSQL holds the ledger and its
 * Prometheus is told where to look. Returns the exit code.
 */
export async function lab(config: Config, layout: Layout, args: string[]): Promise<number> {
  const found = await findRunMode(layout)
  const actual = await runningConfig(config, layout)
  const ofStack = {
    LEDGER_URL: ledgerUrl(actual),
    CLUSTER_NAME: actual.clusterName,
    LAB_TARGETS_FILE: labTargets(layout),
  }
  return await onTerminal(
    config,
    join(config.root, 'node_modules', '.bin', 'node'),
    ['lab/src/main.ts', ...args],
    {
      ...configAsEnvironment(config),
      FIREDRILL_STATE_DIR: config.stateDir,
      // Docker's Prometheus reaches nothing that listens on 127.0.0.1: there the profile is for that.
      ...(found?.mode === 'native' ? ofStack : {}),
    },
  )
}

/** The file that Prometheus looks for: `lab/targets.json` beside its configuration. */
export function labTargets(layout: Layout): string {
  return join(layout.prometheus, 'lab', 'targets.json')
}
