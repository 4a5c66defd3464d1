import { readFileSync } from 'node:fs'

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/

/**
 * Parses the subset of .env that Docker Compose and this launcher agree on: KEY=value lines,
 * comments, single or double quotes, a trailing comment after a space. No interpolation.
 * @throws SyntaxError naming the first line that is neither.
 */
export function parseDotenv(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue
    const [, key, raw] = assignment.exec(line) ?? []
    if (key === undefined || raw === undefined) {
      throw new SyntaxError(`line ${index + 1} is not KEY=value: ${line}`)
    }
    values[key] = unquote(raw.trim())
  }
  return values
}

/** The values of a .env file; an absent file is an empty one. */
export function readDotenv(path: string): Record<string, string> {
  try {
    return parseDotenv(readFileSync(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

function unquote(raw: string): string {
  const quoted = /^(["'])(.*?)\1(?:\s+#.*)?$/.exec(raw)
  if (quoted?.[2] !== undefined) return quoted[2]
  return raw.replace(/\s+#.*$/, '')
}
