-- The lab's own ledger, beside the stack's: what was meant, what each system acknowledged, and what
-- its readers did. Each run of the lab begins with empty tables; they stay for questions afterwards.
CREATE TABLE IF NOT EXISTS lab_intents (
  experiment text NOT NULL,
  event_id text NOT NULL,
  account_id text NOT NULL,
  sequence bigint NOT NULL,
  amount_cents bigint NOT NULL
);

CREATE TABLE IF NOT EXISTS lab_acks (
  experiment text NOT NULL,
  system text NOT NULL,
  event_id text NOT NULL
);

-- `position` counts what one reader did, all its members together, in the order of completion.
CREATE TABLE IF NOT EXISTS lab_effects (
  experiment text NOT NULL,
  system text NOT NULL,
  reader text NOT NULL,
  position bigint NOT NULL,
  event_id text NOT NULL,
  account_id text NOT NULL,
  sequence bigint NOT NULL,
  amount_cents bigint NOT NULL,
  done_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS lab_dead_letters (
  experiment text NOT NULL,
  system text NOT NULL,
  reader text NOT NULL,
  event_id text NOT NULL
);
