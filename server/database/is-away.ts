/** The connection is gone, or PostgreSQL is starting, stopping, full or out of connections: nobody's fault, and it passes. */
export function isDatabaseAway(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = "code" in fault ? String(fault.code) : "";
  return (
    /^(08|53|57P|58)/.test(code) ||
    /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT)/.test(code) ||
    // Prisma's codes for a server that can't be reached or is out of connections.
    /^P(1001|1002|1008|1017|2024)$/.test(code) ||
    /terminated|timeout exceeded when trying to connect/i.test(fault.message)
  );
}
