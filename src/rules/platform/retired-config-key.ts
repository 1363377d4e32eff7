import { hasNewVersion, type InstanceScript } from '../../model/execution/instance-script.js';
import { liveScripts } from '../../model/paths/retired-hooks.js';
import { type ConfigKeyUse, retiredKeysIn } from '../../model/scripts/config-keys.js';
import { list } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { configKeyAnswer } from '../support/migration/config-key-answer.js';

export const retiredConfigKeyRule: EachRule<InstanceScript> = {
  meta: {
    summary: 'A script asks get-config for a key that only Amazon Linux 1 had',
    why: 'On Amazon Linux 1, scripts read the user and the folders of the application with "get-config container". On supported platforms these are keys of "get-config platformconfig", with other names, and the folders of scripts and of support files are gone. A variable that takes such a value stays empty, and what is done with it fails, or is done in another folder.',
    consequence: 'silently-ignored',
    references: ['guide:custom-platforms-scripts', 'guide:using-features.migration-al.generic.from-al1'],
  },
  each: liveScripts,
  *check(script) {
    const uses = retiredKeysIn(script);
    yield* findingFor(uses.filter(hasSuccessor), renamed);
    yield* findingFor(
      uses.filter((use) => !hasSuccessor(use)),
      gone(script),
    );
  },
};

const hasSuccessor = ({ successor }: ConfigKeyUse): boolean => successor !== undefined;

/** One finding for all keys with the same answer. */
function findingFor(
  uses: readonly ConfigKeyUse[],
  answer: (uses: readonly ConfigKeyUse[]) => Pick<Finding, 'help' | 'fix'>,
): Finding[] {
  const [first, ...others] = uses;
  if (!first) return [];
  return [
    {
      at: first.key.place,
      message: `"get-config container" no longer has ${list(new Set(uses.map(({ key }) => key.text)))}`,
      related: others.map(({ key }) => ({ at: key.place, note: `${key.text} is read here` })),
      ...answer(uses),
    },
  ];
}

function renamed(uses: readonly ConfigKeyUse[]): Pick<Finding, 'help' | 'fix'> {
  const names = new Set(uses.map(({ successor }) => `\`get-config platformconfig -k ${successor}\``));
  const edits = uses.map(configKeyAnswer);
  return {
    help: `Use ${list(names)}.`,
    ...(edits.every((each) => each !== undefined) &&
      fixOf('migration', 'Use `get-config platformconfig`', ...edits.flat())),
  };
}

const gone =
  ({ stage }: InstanceScript) =>
  (): Pick<Finding, 'help'> => ({
    help: hasNewVersion(stage)
      ? 'Remove what needs it: the script has the environment properties as variables.'
      : 'Remove what needs it, and read properties with `get-config environment -k NAME`.',
  });
