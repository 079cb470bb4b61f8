-- CreateTable
CREATE TABLE "parked_order" (
    "key" TEXT NOT NULL,
    "body" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "parked_order_pkey" PRIMARY KEY ("key")
);
