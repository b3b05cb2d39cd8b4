// Loaded into web and judge before their own code. When the supervisor is gone (killed, say), its channel closes:
// they end themselves in order (server/shutdown.ts), and should that hang, here.
const patienceMs = 15_000;

process.on("disconnect", () => {
  setTimeout(() => process.exit(1), patienceMs).unref();
});
