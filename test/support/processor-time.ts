/**
 * The processor time that this process has used since a reading of `process.cpuUsage()`, in milliseconds. Unlike the time on
 * the clock, it does not grow when other programs run. Limits are several times what linear work takes here, and a
 * fraction of what it takes if it grows with the square of the input.
 */
export function processorTime(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
