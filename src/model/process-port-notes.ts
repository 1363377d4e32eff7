import type { Related } from '../source/index.js';
import type { Process } from './routing.js';

/** Where a process says its port, for the related places of a finding; settings that do not count included. */
export function processPortNotes({ name, place, portSetting, port }: Process): Related[] {
  if (!portSetting)
    return place ? [{ at: place, note: `process "${name}" sets no Port, which means 80` }] : [];
  return [
    { at: portSetting.value.place, note: `process "${name}" has port ${port}` },
    ...portSetting.overridden.map(({ value }) => ({
      at: value.place,
      note: `this Port of process "${name}" is overridden`,
    })),
  ];
}
