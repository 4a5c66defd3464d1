import { join } from 'node:path'
import { loadConfig } from '../config.ts'
import { proofOf, renderProofs } from './proof.ts'
import { readPages } from './read-pages.ts'
import { runbookFolder } from './run-parts.ts'

// Which commands of the runbooks were never run while their alert fired. Argument: another folder.
const folder = process.argv[2] ?? join(loadConfig().root, runbookFolder)
console.log(renderProofs(readPages(folder).map(proofOf)))
