/**
 * SQL that says whether an event is owed a payment: an order by the producer's intent, to whatever
 * topic the stream was sent then, and not made malformed on purpose. An intent without a stream is
 * from before streams could move.
 * OFFSET 0 keeps the planner from turning the look-up of each event into a scan of the table.
 */
export function isOwed(eventId: string): string {
  return `EXISTS (
    SELECT 1 FROM order_intents AS intent
    WHERE intent.event_id = ${eventId} AND intent.payable
      AND coalesce(intent.stream, intent.topic) = 'orders' OFFSET 0)`
}
