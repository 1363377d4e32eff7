import { lookUp } from '../../util/look-up.js';
import { SECTION_FORMS } from '../../knowledge/sections.js';
import { entriesOf, noMap, type MapEntry, type Node } from '../yaml/node.js';
import type { Place } from '../../source/index.js';

/** A part of a file that should be a map, but is not. */
export interface SectionWithoutMap {
  readonly at: Place;
  readonly name: string;
  readonly holds: 'a list' | 'a string';
  /** How an entry of it is written. */
  readonly entry: string;
}

/** The sections, and the package and service managers in them, that are not maps. */
export const sectionsWithoutMap = (root: Node): SectionWithoutMap[] =>
  entriesOf(root).flatMap((section) => {
    const name = section.key.text;
    const form = lookUp(SECTION_FORMS, name);
    if (!form) return [];
    const { entry, inner } = form;
    const own = withoutMap(section, name, entry);
    if (inner === undefined || section.value.valueKind === 'dynamic') return own;
    const ofManager = (manager: MapEntry) => withoutMap(manager, `${manager.key.text} in ${name}`, inner);
    return [...own, ...entriesOf(section.value).flatMap(ofManager)];
  });

function withoutMap({ value }: MapEntry, name: string, entry: string): SectionWithoutMap[] {
  const holds = value.valueKind !== 'dynamic' && !isEmptyList(value) ? noMap(value) : undefined;
  return holds && holds !== 'nothing' ? [{ at: value.place, name, holds, entry }] : [];
}

/** Nothing is lost. */
const isEmptyList = (node: Node): boolean => node.kind === 'list' && node.items.length === 0;
