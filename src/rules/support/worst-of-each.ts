import { groupBy } from '../../util/collections.js';

/** All of one kind, in the order of the text, and the worst of them: the first that is fatal, or else the first. */
interface Kind<T> {
  readonly worst: T;
  readonly all: readonly T[];
}

/** The kinds in the order of the text. */
export const worstOfEach = <T extends { readonly isFatal: boolean }>(
  all: Iterable<T>,
  kindOf: (one: T) => string,
): Kind<T>[] =>
  [...groupBy(all, (one) => [kindOf(one)]).values()].flatMap((own) => {
    const worst = own.find(({ isFatal }) => isFatal) ?? own[0];
    return worst ? [{ worst, all: own }] : [];
  });
