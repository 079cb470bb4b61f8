-- CreateTable
CREATE TABLE "install" (
    "key" TEXT NOT NULL,
    "closed" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "install_pkey" PRIMARY KEY ("key")
);
