/** What the command line of one of Kafka's tools may hold. */
export interface ToolArguments {
  /** Flags and subcommands that change nothing. */
  readonly looking: ReadonlySet<string>
  /** Those that change the cluster. */
  readonly changing: ReadonlySet<string>
  /** The first word is a subcommand. */
  readonly hasSubcommands: boolean
}

/** Of the tools that runbooks use, from their --help in Kafka 4.3.1; what nobody needs is left out. */
export const kafkaArguments: ReadonlyMap<string, ToolArguments> = new Map([
  define('broker-api-versions', ''),
  define(
    'configs',
    '--describe --all --entity-type --entity-name --entity-default --topic --broker --client',
    '--alter --add-config --delete-config',
  ),
  define(
    'console-consumer',
    '--topic --partition --offset --from-beginning --max-messages --timeout-ms --isolation-level ' +
      '--formatter-property --include',
  ),
  define(
    'consumer-groups',
    '--describe --list --group --all-groups --members --offsets --state --verbose --topic --dry-run',
    '--reset-offsets --to-earliest --to-latest --to-offset --to-datetime --shift-by --by-duration ' +
      '--execute --delete --delete-offsets --all-topics',
  ),
  define('get-offsets', '--topic --topic-partitions --partitions --time --exclude-internal-topics'),
  define('leader-election', '', '--election-type --all-topic-partitions --topic --partition'),
  define('log-dirs', '--describe --topic-list --broker-list'),
  define('metadata-quorum', 'describe --status --replication --human-readable'),
  define(
    'reassign-partitions',
    '--list --verify --reassignment-json-file',
    '--execute --cancel --throttle',
  ),
  define(
    'topics',
    '--describe --list --topic --under-replicated-partitions --under-min-isr-partitions ' +
      '--at-min-isr-partitions --unavailable-partitions --topics-with-overrides --exclude-internal',
    '--create --alter --delete --partitions --replication-factor --config',
  ),
  define(
    'transactions',
    'list describe describe-producers find-hanging --transactional-id --topic --partition ' +
      '--broker-id --duration-filter --max-transaction-timeout',
    'abort --start-offset --producer-id --producer-epoch --coordinator-epoch',
  ),
])

function define(tool: string, looking: string, changing = ''): [string, ToolArguments] {
  const words = (text: string) => text.split(' ').filter(word => word !== '')
  const own = { looking: new Set(words(looking)), changing: new Set(words(changing)) }
  const hasSubcommands = words(looking).some(word => !word.startsWith('--'))
  return [tool, { ...own, hasSubcommands }]
}
