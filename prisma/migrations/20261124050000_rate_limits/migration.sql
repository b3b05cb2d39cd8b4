-- Counters of rate-limiter-flexible. They may be lost: UNLOGGED costs no write-ahead log.
CREATE UNLOGGED TABLE "rate_limits" ("key" VARCHAR(255) PRIMARY KEY, "points" INTEGER NOT NULL DEFAULT 0, "expire" BIGINT);
