/** Loaded before a server that is measured: says on request how much processor the server's process has used. */
process.on('message', () => process.send(process.cpuUsage()));
// Whoever measures may be gone, and then nobody stops us.
process.on('disconnect', () => process.exit());
