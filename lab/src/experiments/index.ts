import { consumersAway } from './consumers-away.ts'
import type { Experiment } from './experiment.ts'
import { fanOut } from './fan-out.ts'
import { latency } from './latency.ts'
import { ordering } from './ordering.ts'
import { poisonMessage } from './poison.ts'
import { replay } from './replay.ts'
import { throughput } from './throughput.ts'

/** Every experiment, in the order in which they run. */
export const experiments: readonly Experiment[] = [
  throughput,
  latency,
  consumersAway,
  replay,
  ordering,
  poisonMessage,
  fanOut,
]
