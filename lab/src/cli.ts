import { Command, InvalidArgumentError } from 'commander'

export interface LabOptions {
  /** Ids of experiments; empty for all. */
  readonly experiments: readonly string[]
  readonly quick: boolean
  readonly json: boolean
  readonly write: boolean
  readonly hold: boolean
  readonly seed: number
}

/** Reads the command line; prints help and ends the process where that is asked for. */
export function parseOptions(argv: readonly string[], known: readonly string[]): LabOptions {
  const command = new Command('./firedrill lab')
    .description(
      'Sends the same orders through Kafka and RabbitMQ and compares what comes out. Starts a ' +
        'broker, a node and a database of its own, and ends them again. While the stack runs, the ' +
        'ledger is in its database and its Prometheus feeds the dashboard “Kafka or RabbitMQ”.',
    )
    .argument('[experiments...]', `some of: ${known.join(', ')}; without any: all of them`)
    .option('--quick', 'small figures, to see that it works: not for comparing', false)
    .option('--seed <number>', 'other orders', wholeNumber, 1)
    .option('--json', 'print the whole report as JSON; progress goes to stderr', false)
    .option('--write', 'put the figures into docs/kafka-or-rabbitmq.md', false)
    .option('--hold', 'go on serving the metrics afterwards, until Ctrl-C', false)
    .showHelpAfterError('(--help says what there is)')
    .parse(['node', 'lab', ...argv])
  const { quick, json, write, hold, seed } = command.opts<Omit<LabOptions, 'experiments'>>()
  const experiments = command.args
  const unknown = experiments.filter(id => !known.includes(id))
  if (unknown.length > 0) command.error(`no such experiment: ${unknown.join(', ')}`)
  if (write && (quick || experiments.length > 0)) {
    command.error('--write is for all experiments at full size')
  }
  return { experiments, quick, json, write, hold, seed }
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0)
    throw new InvalidArgumentError('It must be a whole number.')
  return value
}
