import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseDotenv, readDotenv } from '../src/dotenv.ts'

describe('.env', () => {
  it('gives the values of KEY=value lines, without comments and blank lines', () => {
    const text = '# ports\n\nA=1\r\n  B = two words \nexport C=3 # why\nD=a#b\nE='
    assert.deepEqual(parseDotenv(text), { A: '1', B: 'two words', C: '3', D: 'a#b', E: '' })
  })

  it('keeps what stands in quotes', () => {
    const text = `A="x # y"\nB=' z ' # comment\nC="it's"`
    assert.deepEqual(parseDotenv(text), { A: 'x # y', B: ' z ', C: "it's" })
  })

  it('names the line that is no assignment', () => {
    assert.throws(() => parseDotenv('A=1\nnonsense'), /line 2 .*nonsense/)
  })

  it('may be absent', () => {
    assert.deepEqual(readDotenv('/nowhere/.env'), {})
  })
})
