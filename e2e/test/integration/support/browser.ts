import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

export const desktop = { width: 1440, height: 900 } as const
export const phone = { width: 390, height: 844 } as const

/** The browser of this machine, with nothing that calls home. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A new page, and everything that went wrong on it so far: errors, and files that are missing. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = { viewport: desktop },
): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage(options)
  const faults: string[] = []
  page.on('pageerror', error => faults.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error' && !isOfTheMachine(message.text())) faults.push(message.text())
  })
  return { page, faults }
}

/** An interface of the machine came or went, such as a container's: the page asks again. */
function isOfTheMachine(fault: string): boolean {
  return fault.includes('net::ERR_NETWORK_CHANGED')
}
