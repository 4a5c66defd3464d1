import { commandLines } from '../command-lines.ts'
import { kafkaArguments } from '../kafka-arguments.ts'
import { isArgument } from '../looks-only.ts'
import { type Page, runnable } from '../page.ts'
import { readPipeline } from '../shell-words.ts'
import type { Check, LintContext } from './model.ts'

/** Each command of the front door, in a block or in a sentence, is one that it takes. */
export const knownArguments: Check = {
  name: 'known-arguments',
  look: (page, context) => frontDoorCommands(page).flatMap(words => problemsOf(words, context)),
}

/** The words behind `./firedrill`. */
function frontDoorCommands({ text, commands }: Page): readonly string[][] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '')
  const inline = [...prose.matchAll(/`(\.\/firedrill [^`]+)`/g)].map(([, span = '']) => span)
  const blocks = commands.flatMap(command => commandLines(runnable(command)))
  return [...blocks, ...inline.map(span => span.replaceAll(/\s+/g, ' '))]
    .map(readPipeline)
    .flatMap(pipeline => (typeof pipeline === 'string' ? [] : [pipeline[0] ?? []]))
    .filter(([program]) => program === './firedrill')
    .map(([, ...words]) => words)
}

function problemsOf(words: readonly string[], context: LintContext): string[] {
  const [verb = '', name = ''] = words
  if (verb === 'kafka') return problemsOfTool(words.slice(1), context)
  if (verb === 'verify') return context.scenarios.has(name) ? [] : [`verify ${name}: no such drill`]
  if (verb === 'status') return []
  if (verb !== 'logs') return [`./firedrill ${verb}: nothing is known of it`]
  const isKnown = name.startsWith('-') || context.processes.has(name)
  return isKnown ? [] : [`logs ${name}: no such process`]
}

function problemsOfTool([name = '', ...words]: readonly string[], { kafkaTools }: LintContext) {
  if (!kafkaTools.has(name)) return [`Kafka has no tool ${name}`]
  const known = kafkaArguments.get(name)
  if (known === undefined) return [`no arguments are known of ${name}: add them`]
  return words
    .filter((word, index) => isArgument(word, index, known.hasSubcommands))
    .filter(word => !known.looking.has(word) && !known.changing.has(word))
    .map(word => `${name} does not take ${word}`)
}
