import { writeFileSync } from 'node:fs'
import { currentPage, pageFile } from './files.ts'

writeFileSync(pageFile, currentPage())
console.log('docs: metrics.md generated')
