import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findTool, withBootstrap } from '../src/kafka-tools/tools.ts'

const servers = '127.0.0.1:1'

describe("Kafka's tools", () => {
  it('are found by the short name and by the name of the script', () => {
    for (const name of ['topics', 'kafka-topics', 'kafka-topics.sh']) {
      assert.equal(findTool(name).className, 'org.apache.kafka.tools.TopicCommand')
    }
  })

  it('are listed when a name is wrong', () => {
    assert.throws(() => findTool('topic'), { code: 'UNKNOWN_TOOL', advice: /topics, transactions/ })
  })

  it('get the address of the brokers, before a subcommand or after it', () => {
    const first = withBootstrap(findTool('metadata-quorum'), ['describe', '--status'], servers)
    assert.deepEqual(first, ['--bootstrap-server', servers, 'describe', '--status'])
    const last = withBootstrap(findTool('cluster'), ['cluster-id'], servers)
    assert.deepEqual(last, ['cluster-id', '--bootstrap-server', servers])
  })

  it('keep an address that the user gives, and need none for help or for files', () => {
    for (const [tool, args] of [
      ['topics', ['--list', '--bootstrap-server', 'elsewhere:9092']],
      ['topics', ['--list', '--bootstrap-server=elsewhere:9092']],
      ['metadata-quorum', ['--bootstrap-controller', 'elsewhere:9093', 'describe']],
      ['topics', ['--help']],
      ['dump-log', ['--files', 'x.log']],
    ] as const) {
      assert.deepEqual(withBootstrap(findTool(tool), [...args], servers), args)
    }
  })
})
