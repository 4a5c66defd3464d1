/** A mistake in a page, and the finding that it must lead to, the only one. */
export interface SeededMistake {
  readonly mistake: string
  readonly check: string
  readonly problem: string
  /** What is replaced in the good page, and with what. */
  readonly seed: readonly [from: string, to: string]
}

/** Passes every check. */
export const goodPage = `# KafkaBrokerDown

## Meaning

A broker is gone.

## Impact

See [the scenarios](../scenarios.md).

## Diagnosis

Dashboard **Brokers**: *Brokers down*, *Replicas out of sync*.

\`\`\`sh
./firedrill status
\`\`\`

During \`broker-down\` (2026-11-24):

\`\`\`text 683feb3f
kafka-3  stopped
\`\`\`

\`\`\`sh
./firedrill kafka topics --describe | grep Isr
# elsewhere: kafka-topics.sh --bootstrap-server BROKER:9092 --describe | …
\`\`\`

\`\`\`sh
curl -s 'http://127.0.0.1:811[1-3]/settings'
\`\`\`

## Mitigation

Start it, then \`./firedrill kafka leader-election --election-type PREFERRED --all-topic-partitions\`.

\`\`\`sh
curl -sS --fail-with-body --unix-socket control.sock -X POST http://localhost/processes/kafka-3/start
\`\`\`

During \`broker-down\` (2026-11-24):

\`\`\`text ba7c95a2
{"name":"kafka-3"}
\`\`\`

Then look at the oldest records:

\`\`\`sh
offset=$(./firedrill kafka get-offsets --topic orders --time earliest | cut -d : -f 3)
./firedrill kafka console-consumer --topic orders --offset "$offset" --max-messages 5
# elsewhere: offset=$(kafka-get-offsets.sh --bootstrap-server BROKER:9092 --topic orders --time earliest | cut -d : -f 3)
# elsewhere: kafka-console-consumer.sh --bootstrap-server BROKER:9092 --topic orders --offset "$offset" --max-messages 5
\`\`\`

\`\`\`sh
until ./firedrill kafka leader-election --election-type PREFERRED --topic orders --partition 0; do sleep 5; done
# elsewhere: kafka-leader-election.sh --bootstrap-server BROKER:9092 --election-type PREFERRED --topic orders --partition 0
\`\`\`

## Drill

\`broker-down\`: \`./firedrill verify broker-down\`; planned: \`two-brokers-down\`.
`

const elsewhere = '# elsewhere: kafka-topics.sh --bootstrap-server BROKER:9092 --describe | …'

const taken =
  './firedrill kafka console-consumer --topic orders --offset "$offset" --max-messages 5'
const value =
  '# elsewhere: offset=$(kafka-get-offsets.sh --bootstrap-server BROKER:9092 ' +
  '--topic orders --time earliest | cut -d : -f 3)'
const read =
  '# elsewhere: kafka-console-consumer.sh --bootstrap-server BROKER:9092 ' +
  '--topic orders --offset "$offset" --max-messages 5'

export const seededMistakes: readonly SeededMistake[] = [
  {
    mistake: 'a section that is missing',
    check: 'sections',
    problem: 'sections: Meaning, Diagnosis, Mitigation, Drill',
    seed: ['## Impact\n\n', ''],
  },
  {
    mistake: 'a section without a word',
    check: 'sections',
    problem: 'Meaning is empty',
    seed: ['A broker is gone.\n', ''],
  },
  {
    mistake: 'the heading of another page',
    check: 'sections',
    problem: 'does not begin with # KafkaBrokerDown',
    seed: ['# KafkaBrokerDown\n', '# KafkaBrokersDown\n'],
  },
  {
    mistake: 'an output written by hand',
    check: 'blocks',
    problem: 'a block of text: commands are sh, outputs are captured',
    seed: ['Start it,', '```text\nkafka-3 started\n```\n\nStart it,'],
  },
  {
    mistake: 'an output without its caption',
    check: 'blocks',
    problem: 'an output that stands below no command, or without its caption',
    seed: ['During `broker-down` (2026-11-24):\n\n', ''],
  },
  {
    mistake: 'two commands in one block',
    check: 'blocks',
    problem: 'more than one command in a block: docker start firedrill-kafka-3',
    seed: ['Start it,', '```sh\ndocker start firedrill-kafka-3\n./firedrill status\n```\n\nThen'],
  },
  {
    mistake: 'a value that the command does not take',
    check: 'blocks',
    problem:
      'more than one command in a block: ' +
      'first=$(./firedrill kafka get-offsets --topic orders --time earliest | cut -d : -f 3)',
    seed: ['offset=$(', 'first=$('],
  },
  {
    mistake: 'arguments that differ for people elsewhere',
    check: 'blocks',
    problem: `below ./firedrill kafka topics --describe | grep Isr there should be: ${elsewhere}`,
    seed: ['BROKER:9092 --describe', 'BROKER:9092 --list'],
  },
  {
    mistake: 'a value that people elsewhere would not have',
    check: 'blocks',
    problem: `below ${taken} there should be: ${[value, read].join('\n')}`,
    seed: [`${value}\n`, ''],
  },
  {
    mistake: 'a wait for a flag that the tool does not take',
    check: 'known-arguments',
    problem: 'leader-election does not take --partitions',
    seed: ['--partition 0', '--partitions 0'],
  },
  {
    mistake: 'a diagnosis that changes something',
    check: 'diagnosis',
    problem: 'docker start firedrill-kafka-3: docker is none of the commands that only look',
    seed: ["curl -s 'http://127.0.0.1:811[1-3]/settings'", 'docker start firedrill-kafka-3'],
  },
  {
    mistake: 'a mitigation whose refusal would not be seen',
    check: 'mitigation',
    problem:
      'a refusal would not be seen without --fail-with-body: curl -sS -X POST http://localhost/kafka-3',
    seed: ['Start it,', '```sh\ncurl -sS -X POST http://localhost/kafka-3\n```\n\nThen'],
  },
  {
    mistake: 'a value whose refusal would not be seen',
    check: 'mitigation',
    problem:
      'a refusal would not be seen without --fail-with-body: id=$(curl -sS http://127.0.0.1:8111/id)',
    seed: [
      'Start it,',
      '```sh\nid=$(curl -sS http://127.0.0.1:8111/id)\ndocker start "$id"\n```\n\nThen',
    ],
  },
  {
    mistake: 'a mitigation that prints its progress',
    check: 'mitigation',
    problem:
      'progress would be printed without -sS: ' +
      'curl --fail-with-body -X POST http://localhost/kafka-3',
    seed: [
      'Start it,',
      '```sh\ncurl --fail-with-body -X POST http://localhost/kafka-3\n```\n\nThen',
    ],
  },
  {
    mistake: 'a tool that Kafka does not have',
    check: 'known-arguments',
    problem: 'Kafka has no tool leader-elections',
    seed: ['leader-election --election-type PREFERRED --all', 'leader-elections --all'],
  },
  {
    mistake: 'a flag that the tool does not take',
    check: 'known-arguments',
    problem: 'leader-election does not take --all-partitions',
    seed: ['--all-topic-partitions', '--all-partitions'],
  },
  {
    mistake: 'a value asked for with a flag that the tool does not take',
    check: 'known-arguments',
    problem: 'get-offsets does not take --times',
    seed: ['--time earliest', '--times earliest'],
  },
  {
    mistake: 'the log of a process that does not exist',
    check: 'known-arguments',
    problem: 'logs kafka-4: no such process',
    seed: ["curl -s 'http://127.0.0.1:811[1-3]/settings'", './firedrill logs kafka-4 -n 100'],
  },
  {
    mistake: 'a port that nothing listens on',
    check: 'addresses',
    problem: 'no port is 8117',
    seed: ['811[1-3]', '811[4-7]'],
  },
  {
    mistake: 'a link that leads nowhere',
    check: 'addresses',
    problem: 'the link ../scenario.md leads nowhere',
    seed: ['../scenarios.md', '../scenario.md'],
  },
  {
    mistake: 'a panel that was renamed',
    check: 'panels',
    problem: 'Brokers has no panel Brokers gone',
    seed: ['*Brokers down*', '*Brokers gone*'],
  },
  {
    mistake: 'a dashboard that does not exist',
    check: 'panels',
    problem: 'names no dashboard that exists: Broker',
    seed: ['**Brokers**', '**Broker**'],
  },
  {
    mistake: 'a drill that does not raise the alert',
    check: 'drills',
    problem: 'too-many-consumers neither raises nor allows it',
    seed: ['`broker-down`: `', '`too-many-consumers`: `'],
  },
  {
    mistake: 'a drill that was renamed',
    check: 'drills',
    problem: 'there is no drill broker-gone',
    seed: ['`broker-down`: `', '`broker-gone`: `'],
  },
  {
    mistake: 'a planned drill that is there by now',
    check: 'drills',
    problem: 'no-controller is there, not planned',
    seed: ['`two-brokers-down`', '`no-controller`'],
  },
  {
    mistake: 'a page that does not say which drill raises its alert',
    check: 'drills',
    problem: 'names no drill and does not say that none is',
    seed: ['`broker-down`: `./firedrill verify broker-down`', 'Some drill raises it'],
  },
  {
    mistake: 'a page that does not promise what a drill must raise',
    check: 'drills',
    problem: 'says that no drill raises it, and one must',
    seed: ['`broker-down`: `', 'No drill raises it for certain. It may come with `broker-down`: `'],
  },
  {
    mistake: 'a command edited below its output',
    check: 'outputs',
    problem: 'edited since its output was captured: ./firedrill status --json',
    seed: ['./firedrill status\n', './firedrill status --json\n'],
  },
]
