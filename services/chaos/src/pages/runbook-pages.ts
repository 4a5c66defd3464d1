import type { PageNames } from './link-words.ts'
import type { RenderMarkdown } from './markdown.ts'
import { escapeHtml, renderPage, type Site } from './shell.ts'

/** A runbook: the alert's name and its Markdown. */
export interface Runbook {
  readonly alert: string
  readonly text: string
}

const look = { area: 'runbooks', styles: ['lists', 'prose', 'runbooks'] } as const

/** The list of all runbooks; its script marks those whose alert fires. */
export function renderRunbookList(site: Site, runbooks: readonly Runbook[]): string {
  const items = runbooks.map(
    ({ alert, text }) =>
      `<li data-alert="${alert}"><a class="card" href="/runbooks/${alert}">` +
      `<span class="card-head"><strong>${alert}</strong><span class="alert-state"></span></span>` +
      `<span class="muted">${escapeHtml(meaning(text))}</span></a></li>`,
  )
  const body = `<main id="main">
<div class="page-head"><h1>Runbooks</h1>
<p class="muted">One for each alert: what it means, whom it hurts, how to look, what to do.</p></div>
<ul class="cards">${items.join('\n')}</ul>
</main>`
  return renderPage(site, {
    ...look,
    title: 'Runbooks · Firedrill',
    body,
    script: 'runbook/list-page.js',
  })
}

interface RunbookPage {
  readonly runbook: Runbook
  /** Names of all alerts that have one. */
  readonly alerts: readonly string[]
  /** Paths by title: a dashboard that is named becomes a link. */
  readonly dashboards: ReadonlyMap<string, string>
}

/** One runbook, beside the names of the others. */
export async function renderRunbook(
  site: Site,
  render: RenderMarkdown,
  { runbook: { alert, text }, alerts, dashboards }: RunbookPage,
): Promise<string> {
  const items = alerts.map(name => {
    const mark = name === alert ? ' aria-current="page"' : ''
    return `<li data-alert="${name}"><a href="/runbooks/${name}"${mark}>${name}</a></li>`
  })
  const others = alerts.filter(name => name !== alert)
  const names: PageNames = {
    words: new Map(others.map(name => [name, `/runbooks/${name}`])),
    titles: dashboards,
  }
  const body = `<main id="main" class="with-list">
<nav class="runbook-list" aria-label="Runbooks"><ul>${items.join('\n')}</ul></nav>
<article class="panel prose">
${await render(text, names)}
</article>
<div id="alert-now" class="alert-now" data-alert="${alert}" aria-live="polite"></div>
</main>`
  const title = `${alert} · Runbook · Firedrill`
  return renderPage(site, { ...look, title, body, script: 'runbook/page.js' })
}

/** The first sentence below the heading Meaning. */
function meaning(text: string): string {
  const [, paragraph = ''] = /## Meaning\s+([\s\S]*?)(?:\n\n|$)/.exec(text) ?? []
  const line = paragraph.replaceAll(/\s+/g, ' ').replaceAll('`', '')
  return /^.*?\.(?=\s|$)/.exec(line)?.[0] ?? line
}
