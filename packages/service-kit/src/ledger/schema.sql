-- What the producer meant to send, what the brokers acknowledged, and what was done with it.
-- Tables are append-only on the hot path: an update would bloat them at thousands of rows a second.
CREATE TABLE IF NOT EXISTS order_intents (
  seq bigserial NOT NULL,
  event_id text PRIMARY KEY,
  topic text NOT NULL,
  account_id text NOT NULL,
  account_sequence bigint NOT NULL,
  amount_cents bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Not payable: a record that was made malformed, so that no payment of it is due.
ALTER TABLE order_intents ADD COLUMN IF NOT EXISTS payable boolean NOT NULL DEFAULT true;
-- What the record belongs to, orders or invoices, whatever topic it went to; absent in old rows,
-- from before a stream could move.
ALTER TABLE order_intents ADD COLUMN IF NOT EXISTS stream text;

CREATE TABLE IF NOT EXISTS order_acks (
  seq bigserial PRIMARY KEY,
  event_id text NOT NULL,
  topic text NOT NULL,
  partition int NOT NULL,
  "offset" bigint NOT NULL,
  acked_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS order_acks_event_id ON order_acks (event_id);
-- The exporter follows the committed offset through it, to find what was passed and not paid.
CREATE INDEX IF NOT EXISTS order_acks_position ON order_acks (topic, partition, "offset");

CREATE TABLE IF NOT EXISTS order_failures (
  seq bigserial PRIMARY KEY,
  event_id text NOT NULL,
  error text NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT now()
);

-- The highest sequence of each account that was ever meant: ids and sequences go on after a kill.
-- The one table that is updated: few rows, no index on what changes, half of each page kept free,
-- so that an update stays on its page and the page cleans itself.
CREATE TABLE IF NOT EXISTS account_sequences (
  topic text NOT NULL,
  account_id text NOT NULL,
  last_sequence bigint NOT NULL,
  PRIMARY KEY (topic, account_id)
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS payments (
  id bigserial PRIMARY KEY,
  event_id text NOT NULL,
  account_id text NOT NULL,
  account_sequence bigint NOT NULL,
  amount_cents bigint NOT NULL,
  topic text NOT NULL,
  partition int NOT NULL,
  "offset" bigint NOT NULL,
  member text NOT NULL,
  occurred_at timestamptz NOT NULL,
  paid_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS payments_event_id ON payments (event_id);

CREATE TABLE IF NOT EXISTS invoice_entries (LIKE payments INCLUDING ALL);

CREATE TABLE IF NOT EXISTS processed_events (
  group_id text NOT NULL,
  event_id text NOT NULL,
  PRIMARY KEY (group_id, event_id)
);

CREATE TABLE IF NOT EXISTS dead_letters (
  id bigserial PRIMARY KEY,
  event_id text,
  group_id text NOT NULL,
  topic text NOT NULL,
  partition int NOT NULL,
  "offset" bigint NOT NULL,
  error text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS dead_letters_position ON dead_letters (topic, partition, "offset");
