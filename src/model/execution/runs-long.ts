import { isLongRunning } from '../../knowledge/instance/long-running.js';
import type { Invocation } from '../../parse/shell/unwrap-command.js';

/** Whether the program of a command goes on until it is stopped. */
export const runsLong = ({ program, args }: Pick<Invocation, 'program' | 'args'>): boolean =>
  program !== undefined &&
  isLongRunning(
    program.text,
    args.map(({ text }) => text),
  );
