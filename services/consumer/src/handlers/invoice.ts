import { type BookingParts, createBookingHandler } from './booking.ts'
import type { Handler } from './handler.ts'

/** Enters each invoice of the nightly batch into the books, as a payment is. */
export function createInvoiceHandler(parts: BookingParts): Handler {
  return createBookingHandler('invoice_entries', parts)
}
