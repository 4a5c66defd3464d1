/** A dashboard as parsed JSON: the mistakes change whatever they like. */
// biome-ignore lint/suspicious/noExplicitAny: seeded mistakes break the very types
type Loose = any

/** A mistake that somebody could make, and the check that must catch it. */
export interface SeededMistake {
  readonly check: string
  readonly mistake: string
  seed(dashboard: Loose): void
}

const series = (dashboard: Loose) =>
  dashboard.panels.find(({ type }: Loose) => type === 'timeseries')
const stat = (dashboard: Loose) => dashboard.panels[0]
const firstQuery = (dashboard: Loose) => series(dashboard).targets[0]
const expr = (text: string) => (dashboard: Loose) => {
  firstQuery(dashboard).expr = text
}

const queries: readonly SeededMistake[] = [
  {
    check: 'promql-parses',
    mistake: 'a bracket that is not closed',
    seed: expr('sum(rate(kafka_producer_records_sent_total{cluster="$cluster"}[$__range])'),
  },
  {
    check: 'metrics-in-catalogue',
    mistake: 'a metric that was renamed',
    seed: expr('sum(kafka_consumer_grp_lag{cluster="$cluster"})'),
  },
  {
    check: 'metrics-in-catalogue',
    mistake: 'a histogram without its suffix',
    seed: expr('kafka_producer_send_duration_seconds{cluster="$cluster"}'),
  },
  {
    check: 'bucket-bounds',
    mistake: 'a bucket by a bound that Prometheus 2 writes differently',
    seed: expr('kafka_producer_send_duration_seconds_bucket{cluster="$cluster",le="1.0"}'),
  },
  {
    check: 'cluster-chosen',
    mistake: 'one of two selectors of every cluster',
    seed: expr('up{cluster="$cluster"} - on (instance) up'),
  },
  {
    check: 'variables-declared',
    mistake: 'a variable of another dashboard',
    seed: expr('up{cluster="$cluster",instance=~"$pod"}'),
  },
  {
    check: 'variables-declared',
    mistake: 'a variable that nothing asks for',
    seed: ({ templating }) => templating.list.push({ name: 'idle', type: 'query' }),
  },
  {
    check: 'several-values',
    mistake: 'several values behind an equals sign',
    seed: expr('kafka_consumer_group_lag{cluster="$cluster",group="$group"}'),
  },
  {
    check: 'no-jobs',
    mistake: 'a scrape job by its name here',
    seed: expr('up{cluster="$cluster",job=~"kafka"}'),
  },
]

const words: readonly SeededMistake[] = [
  {
    check: 'panel-words',
    mistake: 'no title',
    seed: dashboard => {
      stat(dashboard).title = ' '
    },
  },
  {
    check: 'panel-words',
    mistake: 'a description that does not say what good looks like',
    seed: dashboard => {
      stat(dashboard).description = 'The lag.'
    },
  },
  {
    check: 'panel-unit',
    mistake: 'no unit',
    seed: dashboard => {
      delete stat(dashboard).fieldConfig.defaults.unit
    },
  },
  {
    check: 'panel-unit',
    mistake: 'no query',
    seed: dashboard => {
      stat(dashboard).targets = []
    },
  },
  {
    check: 'panel-types',
    mistake: 'a gauge',
    seed: dashboard => {
      stat(dashboard).type = 'gauge'
    },
  },
  {
    check: 'features',
    mistake: 'a feature that the console does not draw',
    seed: dashboard => {
      series(dashboard).fieldConfig.defaults.custom.stacking = { mode: 'normal' }
    },
  },
  {
    check: 'features',
    mistake: 'a unit that the console does not know',
    seed: dashboard => {
      stat(dashboard).fieldConfig.defaults.unit = 'furlongs'
    },
  },
]

const places: readonly SeededMistake[] = [
  {
    check: 'datasource-chosen',
    mistake: 'a panel that names its data source',
    seed: dashboard => {
      stat(dashboard).datasource.uid = 'prometheus'
    },
  },
  {
    check: 'datasource-chosen',
    mistake: 'a list of alerts that names its data source',
    seed: ({ panels }) => {
      const { id, title, description, gridPos } = panels[0]
      const datasource = { type: 'prometheus', uid: '$datasource' }
      const options = { datasource: 'Prometheus' }
      panels[0] = { id, title, description, gridPos, type: 'alertlist', datasource, options }
    },
  },
  {
    check: 'datasource-chosen',
    mistake: 'a query without a data source',
    seed: dashboard => {
      delete firstQuery(dashboard).datasource
    },
  },
  {
    check: 'datasource-chosen',
    mistake: 'no choice of data source',
    seed: ({ templating }) => templating.list.shift(),
  },
  {
    check: 'runbook-links',
    mistake: 'a link to a runbook that nobody wrote',
    seed: dashboard => {
      stat(dashboard).links[0].url += 'Soon'
    },
  },
  {
    check: 'dashboard-links',
    mistake: 'a link to a dashboard that is gone',
    seed: ({ links }) => {
      links[0].url = '/d/firedrill-old'
    },
  },
  {
    check: 'dashboard-links',
    mistake: 'a link that forgets the time',
    seed: ({ links }) => {
      links[0].keepTime = false
    },
  },
  {
    check: 'annotations-present',
    mistake: 'no runs in the graphs',
    seed: ({ annotations }) => annotations.list.pop(),
  },
  {
    check: 'unique-ids',
    mistake: 'a panel that was copied',
    seed: dashboard => {
      series(dashboard).id = stat(dashboard).id
    },
  },
  {
    check: 'unique-ids',
    mistake: 'two queries with the same letter',
    seed: dashboard => {
      stat(dashboard).targets.push(stat(dashboard).targets[0])
    },
  },
  {
    check: 'no-overlap',
    mistake: 'a panel on top of another',
    seed: dashboard => {
      Object.assign(series(dashboard).gridPos, { x: 0, y: 0 })
    },
  },
  {
    check: 'no-overlap',
    mistake: 'a panel wider than the page',
    seed: dashboard => {
      series(dashboard).gridPos.w = 30
    },
  },
  {
    check: 'no-overlap',
    mistake: 'a hole in a line',
    seed: dashboard => {
      stat(dashboard).gridPos.w -= 1
    },
  },
  {
    check: 'page-length',
    mistake: 'fifteen panels',
    seed: dashboard => {
      const last = dashboard.panels.at(-1)
      while (dashboard.panels.length < 15) dashboard.panels.push({ ...last })
    },
  },
  {
    check: 'page-length',
    mistake: 'a verdict at the bottom',
    seed: dashboard => dashboard.panels.push(dashboard.panels.shift()),
  },
]

/** At least one for each check. */
export const seededMistakes: readonly SeededMistake[] = [...queries, ...words, ...places]
