/** In milliseconds: less than this is not told from noise. */
const LEAST = 5;

/**
 * With which power of its size the processor time of something grows: 1 in step with it, 2 with its square. It is measured at
 * a quarter of the size and at all of it, each time the shortest of some runs. Unlike the time on the clock, processor time does
 * not grow when other programs run.
 *
 * @param size so large that a mistake would take a second
 */
export async function growth(
  size: number,
  action: (size: number) => unknown,
  { runs = 3 } = {},
): Promise<number> {
  const least = async (part: number): Promise<number> => {
    let shortest = Infinity;
    for (let run = 0; run < runs; run++) {
      const before = process.cpuUsage();
      await action(part);
      const { user, system } = process.cpuUsage(before);
      shortest = Math.min(shortest, (user + system) / 1000);
    }
    return Math.max(shortest, LEAST);
  };
  const small = await least(size / 4);
  return Math.log((await least(size)) / small) / Math.log(4);
}

/** What grows in step: its time may vary, but not as much as with the square. */
export const IN_STEP = 1.6;
