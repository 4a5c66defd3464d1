/** The commands of a pipeline, each as its words without quotes. */
export type Pipeline = readonly (readonly string[])[]

/**
 * Reads one line of plain shell: words, quotes, pipes. A backslash at the end of a line goes on.
 * @returns the reason when there is more to it (variables, redirections, several commands)
 */
export function readPipeline(text: string): Pipeline | string {
  const line = text.replaceAll(/\\\n\s*/g, '')
  if (line.includes('\n')) return 'more than one command'
  const stages: string[][] = [[]]
  for (const [token, single, double] of line.matchAll(/'([^']*)'|"([^"$`]*)"|[^\s|'"]+|\||['"]/g)) {
    if (token === '|') stages.push([])
    else if (single === undefined && double === undefined && /[;&<>$`()'"]/.test(token)) {
      return `not plain: ${token}`
    } else stages.at(-1)?.push(single ?? double ?? token)
  }
  return stages.some(words => words.length === 0) ? 'a pipe without a command' : stages
}
