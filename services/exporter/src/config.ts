import {
  commonEnvironment,
  kafkaEnvironment,
  parseEnvironment,
} from '@firedrill/service-kit/config'
import type { Static, TObject } from 'typebox'
import { Type } from 'typebox'

const environment = {
  ...commonEnvironment,
  ...kafkaEnvironment,
  // Without it the exporter serves everything but the ledger_* series.
  LEDGER_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  // What the logs of one broker may take, where that is less than the volume that it has.
  DISK_BUDGET_BYTES: Type.Optional(Type.Integer({ minimum: 1 })),
}

export type ExporterConfig = Static<TObject<typeof environment>>

/** Reads the exporter's environment. @throws OperationalError that names every wrong variable */
export function readConfig(env: NodeJS.ProcessEnv = process.env): ExporterConfig {
  return parseEnvironment(environment, env)
}
