import { type BookingParts, createBookingHandler } from './booking.ts'
import type { Handler } from './handler.ts'

/** Pays each order: the unique event id and the payment are written in one transaction. */
export function createPaymentHandler(parts: BookingParts): Handler {
  return createBookingHandler('payments', parts)
}
