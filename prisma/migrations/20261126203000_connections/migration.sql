-- CreateTable
CREATE TABLE "Connection" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "baseUrl" TEXT NOT NULL,
    "sealedKey" TEXT,
    "inputPrice" REAL,
    "outputPrice" REAL,
    "callsPerMinute" INTEGER,
    "dailyTokens" INTEGER,
    "dailyDollars" REAL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "Spend" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "connectionId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "inputTokens" INTEGER NOT NULL DEFAULT 0,
    "outputTokens" INTEGER NOT NULL DEFAULT 0,
    "dollars" REAL NOT NULL DEFAULT 0,
    CONSTRAINT "Spend_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Connection_name_key" ON "Connection"("name");

-- CreateIndex
CREATE INDEX "Spend_run_idx" ON "Spend"("run");

-- CreateIndex
CREATE UNIQUE INDEX "Spend_connectionId_day_run_key" ON "Spend"("connectionId", "day", "run");
