import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { connect } from '../../src/stack/running-stack.ts'
import { desktop, launchBrowser, openPage, phone } from './support/browser.ts'
import { everyPanelDrawn, nextRefresh, showAll } from './support/dashboard-page.ts'
import { measureOverflow } from './support/in-page.js'

interface Listed {
  readonly uid: string
  readonly title: string
  readonly panels: readonly string[]
}

const { config, quiet } = connect()
const dashboards = (await (await fetch(`${config.chaosUrl}/api/dashboards`)).json()) as Listed[]
const looks = [
  { width: desktop.width, colorScheme: 'light' },
  { width: desktop.width, colorScheme: 'dark' },
  { width: phone.width, colorScheme: 'dark' },
  { width: phone.width, colorScheme: 'light' },
] as const
let browser: Browser

before(async () => {
  await quiet()
  browser = await launchBrowser(config.chromium)
})
after(() => browser.close())

test('there are dashboards', () => assert.ok(dashboards.length > 0))

for (const { uid, title, panels } of dashboards) {
  test(`every panel of ${title} shows data, on desktop and phone, light and dark`, async () => {
    const { page, faults } = await openPage(browser, { colorScheme: 'light', viewport: desktop })
    await page.goto(`${config.chaosUrl}/d/${uid}?refresh=2s`)
    for (const { width, colorScheme } of looks) {
      await page.emulateMedia({ colorScheme })
      await showAll(page, width)
      await nextRefresh(page)
      const tiles = await everyPanelDrawn(page)
      assert.deepEqual(new Set(tiles.map(tile => tile.title)), new Set(panels))
      for (const { title: name, type, state, text, isInked } of tiles) {
        assert.notEqual(text, '', `${name} says something`)
        if (type === 'timeseries' && state === 'data') assert.ok(isInked, `${name} is drawn`)
      }
      const { pixels, widest } = await page.evaluate(measureOverflow)
      assert.ok(pixels <= 0, `${width} px ${colorScheme}: too wide by ${pixels}: ${widest}`)
    }
    assert.deepEqual(faults, [])
    await page.close()
  })
}
