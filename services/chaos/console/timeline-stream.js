import { isOver } from './run-state.js'

/**
 * Follows the timeline of a run until it is over: `onEvents` gets all events so far. The browser
 * reconnects by itself and is told what it has missed. Returns what stops it.
 */
export function followTimeline(id, onEvents) {
  const stream = new EventSource(`/runs/${id}/timeline`)
  const events = []
  stream.onmessage = ({ data, lastEventId }) => {
    const event = JSON.parse(data)
    events[Number(lastEventId)] = event
    if (event.kind === 'state' && isOver(event)) stream.close()
    onEvents(events.filter(Boolean))
  }
  return () => stream.close()
}
