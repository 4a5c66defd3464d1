import type { Page } from 'playwright-core'
import { eventually } from '../../../src/polling.ts'
import { pageHeight, readTiles } from './in-page.js'

/** A panel as the page shows it. */
interface Tile {
  readonly title: string
  readonly type: string
  readonly state: string
  /** What stands in it, data or the words for none. */
  readonly text: string
  /** Why it could not be drawn. */
  readonly note: string
  /** A graph that drew nothing has no pixel of a colour. */
  readonly isInked: boolean
}

/** Waits until every panel has been drawn, from data or with the words that it has for none. */
export function everyPanelDrawn(page: Page, seconds = 60): Promise<Tile[]> {
  return eventually('every panel shows data', seconds, async () => {
    const tiles = (await page.evaluate(readTiles)) as Tile[]
    const open = tiles.filter(({ state }) => state !== 'data' && state !== 'no-value')
    if (tiles.length === 0) throw new Error('there is no panel')
    if (open.length === 0) return tiles
    throw new Error(open.map(({ title, state, note }) => `${title}: ${state} ${note}`).join('; '))
  })
}

/** Makes the window so high that every panel is in it: only what can be seen is asked for. */
export async function showAll(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await page.locator('.tile').first().waitFor()
  const height = await page.evaluate(pageHeight)
  await page.setViewportSize({ width, height: Math.max(900, height + 100) })
}

/** When the page last had all that it asked for. */
export async function nextRefresh(page: Page, seconds = 30): Promise<void> {
  const before = await refreshedAt(page)
  await eventually('the page refreshes', seconds, async () => (await refreshedAt(page)) > before)
}

async function refreshedAt(page: Page): Promise<number> {
  return Number((await page.locator('#grid').getAttribute('data-refreshed')) ?? 0)
}
