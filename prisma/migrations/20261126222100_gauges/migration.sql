-- Nudges that wait for a reason, and those that did not go: few rows of many, counted each time that metrics are asked for.
CREATE INDEX "nudge_waits" ON "nudge" ("reason") WHERE "state" = 'planned' AND "reason" IS NOT NULL;
CREATE INDEX "nudge_unsent" ON "nudge" ("state", "decided_at") WHERE "state" IN ('held', 'refused', 'skipped');
