import type { Config } from '../config.ts'
import { runTool } from '../kafka-tools/run.ts'
import { findTool, kafkaTools } from '../kafka-tools/tools.ts'
import type { Layout } from '../layout.ts'
import { requireRunMode, runningConfig } from '../run-mode.ts'

/** Runs one of Kafka's own tools against the stack, or lists them. Returns the exit code. */
export async function kafka(
  config: Config,
  layout: Layout,
  name: string | undefined,
  args: string[],
): Promise<number> {
  if (name === undefined) {
    console.log('Usage: ./firedrill kafka <tool> [arguments of the tool]\n')
    for (const tool of kafkaTools) console.log(`  ${tool.name}`)
    return 0
  }
  const tool = findTool(name)
  const mode = await requireRunMode(layout)
  return await runTool(await runningConfig(config, layout), layout, mode, tool, args)
}
