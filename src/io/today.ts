/** The date where this machine is, as `2027-03-01`. */
export function today(now = new Date()): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map(twoDigits).join('-');
}

/** The time of day where this machine is, as `14:05:09`. */
export const timeOfDay = (now = new Date()): string =>
  [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join(':');

const twoDigits = (part: number): string => String(part).padStart(2, '0');
