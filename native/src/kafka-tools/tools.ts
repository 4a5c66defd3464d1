import { LauncherError } from '../errors.ts'

/** One of Kafka's command line tools. */
export interface KafkaTool {
  /** The name of its script, without `kafka-` and `.sh`. */
  name: string
  className: string
  /** Where it wants --bootstrap-server: before a subcommand, after it, or not at all. */
  bootstrap: 'first' | 'last' | 'none'
}

const tools = 'org.apache.kafka.tools'

const table: [name: string, className: string, bootstrap?: KafkaTool['bootstrap']][] = [
  ['acls', `${tools}.AclCommand`],
  ['broker-api-versions', `${tools}.BrokerApiVersionsCommand`],
  ['client-metrics', `${tools}.ClientMetricsCommand`],
  ['cluster', `${tools}.ClusterTool`, 'last'],
  ['configs', 'kafka.admin.ConfigCommand'],
  ['console-consumer', `${tools}.consumer.ConsoleConsumer`],
  ['console-producer', `${tools}.ConsoleProducer`],
  ['console-share-consumer', `${tools}.consumer.ConsoleShareConsumer`],
  ['consumer-groups', `${tools}.consumer.group.ConsumerGroupCommand`],
  ['consumer-perf-test', `${tools}.ConsumerPerformance`],
  ['delegation-tokens', `${tools}.DelegationTokenCommand`],
  ['delete-records', `${tools}.DeleteRecordsCommand`],
  ['dump-log', `${tools}.DumpLogSegments`, 'none'],
  ['e2e-latency', `${tools}.EndToEndLatency`],
  ['features', `${tools}.FeatureCommand`],
  ['get-offsets', `${tools}.GetOffsetShell`],
  ['groups', `${tools}.GroupsCommand`],
  ['jmx', `${tools}.JmxTool`, 'none'],
  ['leader-election', `${tools}.LeaderElectionCommand`],
  ['log-dirs', `${tools}.LogDirsCommand`],
  ['metadata-quorum', `${tools}.MetadataQuorumCommand`],
  ['metadata-shell', 'org.apache.kafka.shell.MetadataShell', 'none'],
  ['producer-perf-test', `${tools}.ProducerPerformance`],
  ['reassign-partitions', `${tools}.reassign.ReassignPartitionsCommand`],
  ['replica-verification', `${tools}.ReplicaVerificationTool`],
  ['share-consumer-perf-test', `${tools}.ShareConsumerPerformance`],
  ['share-groups', `${tools}.consumer.group.ShareGroupCommand`],
  ['storage', 'kafka.tools.StorageTool', 'none'],
  ['streams-application-reset', `${tools}.StreamsResetter`],
  ['streams-groups', `${tools}.streams.StreamsGroupCommand`],
  ['topics', `${tools}.TopicCommand`],
  ['transactions', `${tools}.TransactionsCommand`],
  ['verifiable-consumer', `${tools}.VerifiableConsumer`],
  ['verifiable-producer', `${tools}.VerifiableProducer`],
  ['verifiable-share-consumer', `${tools}.VerifiableShareConsumer`],
]

export const kafkaTools: KafkaTool[] = table.map(([name, className, bootstrap = 'first']) => ({
  name,
  className,
  bootstrap,
}))

/**
 * Finds a tool by the name of its script: `topics`, `kafka-topics` or `kafka-topics.sh`.
 * @throws LauncherError UNKNOWN_TOOL listing all.
 */
export function findTool(given: string): KafkaTool {
  const name = given.replace(/^kafka-/, '').replace(/\.sh$/, '')
  const found = kafkaTools.find(tool => tool.name === name)
  if (found) return found
  const known = kafkaTools.map(tool => tool.name).join(', ')
  throw new LauncherError('UNKNOWN_TOOL', `Kafka has no tool ${given}`, `there is: ${known}`)
}

const addresses = ['--bootstrap-server', '--bootstrap-controller', '--bootstrap-controllers']

/** The arguments with the stack's brokers, unless the user named some or asks for help only. */
export function withBootstrap(tool: KafkaTool, args: string[], servers: string): string[] {
  const given = args.some(arg => addresses.some(flag => arg === flag || arg.startsWith(`${flag}=`)))
  const help = args.some(arg => ['--help', '-h', '--version'].includes(arg))
  if (given || help || tool.bootstrap === 'none') return args
  const own = ['--bootstrap-server', servers]
  return tool.bootstrap === 'last' ? [...args, ...own] : [...own, ...args]
}
