import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { fileEntries } from '../../src/model/bundle/config-files.js';
import type { RuleId } from '../../src/rules/rule.js';
import type { Consequence } from '../../src/rules/severity.js';
import { placeOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { TEST_META, type TestRule } from '../support/test-rule.js';

const TEXT = 'files:\n  /etc/a:\n    content: inside\n  /etc/b:\n    content: outside\n';
const project = projectOf({ '.ebextensions/a.config': TEXT });
const [entry] = fileEntries(project);

const deletion = (help: string, consequence: Consequence = 'file-ignored'): TestRule => ({
  id: 'own/deletion',
  meta: { ...TEST_META, consequence },
  *check() {
    yield { at: entry!.name.place, message: 'It has no effect', help };
  },
});

const at = (text: string, id: RuleId, consequence: Consequence = 'silently-ignored'): TestRule => ({
  id,
  meta: { ...TEST_META, consequence },
  *check() {
    const start = TEXT.indexOf(text);
    yield {
      at: placeOf(entry!.name.place.file, start, start + text.length),
      message: id,
      help: 'Change it.',
    };
  },
});

const reported = (...rules: TestRule[]) =>
  lintModel(project, {}, rules).diagnostics.map(({ ruleId }) => ruleId);

describe('what is inside of an entry that a help deletes', () => {
  it.each(['Delete it: nothing reads it.', 'Delete the hook: nothing runs it.'])(
    'needs no answer of its own: %s',
    (help) => {
      expect(reported(deletion(help), at('inside', 'own/inner'))).toEqual(['own/deletion']);
    },
  );

  it.each(['Delete it, or move it to `.platform`.', 'Move it to `.platform`.', 'Delete `content`.'])(
    'has one where the entry may stay: %s',
    (help) => {
      expect(reported(deletion(help), at('inside', 'own/inner'))).toEqual(['own/deletion', 'own/inner']);
    },
  );

  it('has one beside the entry', () => {
    expect(reported(deletion('Delete it: nothing reads it.'), at('outside', 'own/inner'))).toEqual([
      'own/deletion',
      'own/inner',
    ]);
  });

  it('is reported as an error where the deletion is only a warning', () => {
    expect(
      reported(
        deletion('Delete it: nothing reads it.', 'silently-ignored'),
        at('inside', 'own/inner', 'deploy-fails'),
      ),
    ).toEqual(['own/deletion', 'own/inner']);
  });

  it('is reported where the deletion does not end it, such as a credential', () => {
    expect(reported(deletion('Delete it: nothing reads it.'), at('inside', 'own/inner', 'security'))).toEqual(
      ['own/deletion', 'own/inner'],
    );
  });
});
