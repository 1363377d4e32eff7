import type { Related } from '../../source/index.js';
import type { Process } from './routing.js';

/** Where a process says its port, for the related places of a finding; overridden settings included. */
export function processPortNotes({ name, place, portSetting }: Process): Related[] {
  if (!portSetting) return place ? [{ at: place, note: `process "${name}" sets no Port (default 80)` }] : [];
  return [
    { at: portSetting.value.place, note: `port of process "${name}"` },
    ...portSetting.overridden.map(({ value }) => ({
      at: value.place,
      note: `overridden port of process "${name}"`,
    })),
  ];
}
