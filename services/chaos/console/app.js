import { createActions } from './actions.js'
import { byId, createPainter } from './dom.js'
import { createStore } from './store.js'
import { adoptTokenFromAddress } from './token.js'
import { lockView } from './views/lock.js'
import { runView } from './views/run.js'
import { runChoiceView } from './views/run-choice.js'
import { createScenarioList } from './views/scenarios.js'
import { timelineView } from './views/timeline.js'
import { createVerdict } from './views/verdict.js'

adoptTokenFromAddress()

const paint = Object.fromEntries(
  ['lock', 'run', 'run-choice', 'timeline'].map(id => [id, createPainter(byId(id))]),
)
const store = createStore(draw)
const actions = createActions(store)
const scenarios = createScenarioList(byId('scenarios'), byId('scenarios-count'), actions)
const verdict = createVerdict(byId('verdict'), actions)

function draw(state) {
  verdict.update(state)
  scenarios.update(state)
  const { online, status, run, runs, events, scenarios: known = [], followed } = state
  const scenario = known.find(({ id }) => id === run?.scenario)
  paint.lock({ online, status }, data => lockView(data, actions))
  paint['run-choice']({ runs: runs.map(one => [one.id, one.scenario, one.state]), followed }, () =>
    runChoiceView(runs, followed, id => store.select(id)),
  )
  paint.run({ online, run: withoutTimeline(run), scenario }, data => runView(data, actions))
  paint.timeline({ events, run: run?.id, injectedAt: run?.injectedAt }, () =>
    timelineView(events, run),
  )
}

function withoutTimeline(run) {
  return run && { ...run, timeline: undefined }
}
