import { describe, expect, it } from 'vitest';
import { fixProject } from '../src/lint/fix-project.js';
import type { ProjectFiles } from '../src/model/project-files.js';
import type { Project } from '../src/model/project.js';
import type { Edit, Finding, Rule } from '../src/rules/rule.js';
import { placeOf, SourceFile } from '../src/source/index.js';

function filesOf(texts: Readonly<Record<string, string>>): ProjectFiles {
  const files = Object.entries(texts).map(([name, text]) => {
    const path = `/project/${name}`;
    return { name, path, source: new SourceFile(path, name, text) };
  });
  return { root: '/project', files, ebCliConfigs: [] };
}

const textsOf = ({ files }: ProjectFiles): Record<string, string> =>
  Object.fromEntries(files.flatMap((file) => ('source' in file ? [[file.name, file.source.written]] : [])));

const CONFIG = '.ebextensions/a.config';

/** A rule that finds a word in every file and offers to replace it. */
function ruleOf(
  word: string,
  replacement: string,
  { safety = 'safe', edits }: { safety?: 'safe' | 'unsafe'; edits?: (edit: Edit) => Edit[] } = {},
): Rule {
  return {
    meta: {
      id: `test/${word.toLowerCase()}`,
      summary: 'A word',
      why: 'It is the wrong word.',
      severity: 'error',
      consequence: 'hygiene',
      preset: 'recommended',
      references: ['https://example.com/'],
      since: '0.0.0',
    },
    *check({ files }: Project): Iterable<Finding> {
      for (const file of files.files) {
        if (!('source' in file)) continue;
        for (const { index } of file.source.text.matchAll(new RegExp(word, 'g'))) {
          const at = placeOf(file.source, index, index + word.length);
          const edit = { file: file.source, span: at.span, text: replacement };
          yield {
            at,
            message: `The word ${word}.`,
            fix: { title: 'Replace it', safety, edits: edits ? edits(edit) : [edit] },
          };
        }
      }
    },
  };
}

const settings = (value: string): string =>
  `option_settings:\n  aws:x:\n    Option: ${value} # why\n    Other: 1\n`;

describe('fixProject', () => {
  it('replaces the text where it stands and leaves all else alone', () => {
    const { files, fixed, changes, report } = fixProject(filesOf({ [CONFIG]: settings('Wrong') }), {}, [
      ruleOf('Wrong', 'right'),
    ]);
    expect(textsOf(files)).toEqual({ [CONFIG]: settings('right') });
    expect({ fixed, changed: changes.length, left: report.diagnostics }).toEqual({
      fixed: 1,
      changed: 1,
      left: [],
    });
  });

  it('keeps the byte order mark and the line ends', () => {
    const text = `\uFEFF${settings('Wrong').replaceAll('\n', '\r\n')}`;
    const { files } = fixProject(filesOf({ [CONFIG]: text }), {}, [ruleOf('Wrong', 'right')]);
    expect(textsOf(files)).toEqual({ [CONFIG]: text.replace('Wrong', 'right') });
  });

  it('makes all of several fixes, in several files, and none on a second run', () => {
    const texts = { [CONFIG]: settings('Wrong Wrong'), Procfile: 'web: Wrong\nworker: Wrong\n' };
    const rules = [ruleOf('Wrong', 'much better')];
    const first = fixProject(filesOf(texts), {}, rules);
    expect(first.fixed).toBe(4);
    expect(Object.values(textsOf(first.files)).join('')).not.toContain('Wrong');
    expect(fixProject(first.files, {}, rules)).toMatchObject({ fixed: 0, changes: [] });
  });

  it('makes unsafe fixes only when asked to', () => {
    const files = filesOf({ [CONFIG]: settings('Wrong') });
    const rules = [ruleOf('Wrong', 'right', { safety: 'unsafe' })];
    expect(fixProject(files, {}, rules)).toMatchObject({ fixed: 0, changes: [] });
    expect(fixProject(files, { unsafe: true }, rules)).toMatchObject({ fixed: 1 });
  });

  it('edits two files at once, or neither', () => {
    const files = filesOf({ [CONFIG]: settings('Wrong'), Procfile: 'web: other\n' });
    const procfile = files.files.flatMap((file) =>
      'source' in file && file.name === 'Procfile' ? [file.source] : [],
    )[0]!;
    const both = (edit: Edit): Edit[] => [edit, { file: procfile, span: { start: 5, end: 10 }, text: 'new' }];
    const { files: fixed } = fixProject(files, {}, [ruleOf('Wrong', 'right', { edits: both })]);
    expect(textsOf(fixed)).toEqual({ [CONFIG]: settings('right'), Procfile: 'web: new\n' });
    const stranger = new SourceFile('/elsewhere/Procfile', 'Procfile', 'web: other\n');
    const outside = (edit: Edit): Edit[] => [
      edit,
      { file: stranger, span: { start: 0, end: 3 }, text: 'new' },
    ];
    expect(fixProject(files, {}, [ruleOf('Wrong', 'right', { edits: outside })])).toMatchObject({ fixed: 0 });
  });

  describe('drops a fix', () => {
    const untouched = (text: string, rules: readonly Rule[]) => {
      const files = filesOf({ [CONFIG]: text });
      const result = fixProject(files, {}, rules);
      expect(textsOf(result.files)).toEqual({ [CONFIG]: text });
      expect(result).toMatchObject({ fixed: 0, changes: [] });
      expect(result.report.diagnostics).not.toEqual([]);
    };

    it('whose finding stays', () => untouched(settings('Wrong'), [ruleOf('Wrong', 'still Wrong')]));

    it('that brings another finding', () =>
      untouched(settings('Wrong'), [
        ruleOf('Wrong', 'Worse'),
        { ...ruleOf('Worse', ''), check: ruleOf('Worse', 'Worse').check },
      ]));

    it('that changes data elsewhere', () => {
      const commentOut = (edit: Edit): Edit[] => {
        const start = edit.file.text.indexOf('    Other');
        return [edit, { file: edit.file, span: { start, end: start }, text: '#' }];
      };
      untouched(settings('Wrong'), [ruleOf('Wrong', 'right', { edits: commentOut })]);
    });

    it('that makes the file unreadable', () => untouched(settings('Wrong'), [ruleOf('Wrong', '"right')]));

    it('whose edits touch the same characters', () =>
      untouched(settings('Wrong'), [
        ruleOf('Wrong', 'right', { edits: (edit) => [edit, { ...edit, text: 'left' }] }),
      ]));
  });

  it('offers no fix of a value that an alias uses elsewhere', () => {
    const files = filesOf({ [CONFIG]: 'option_settings:\n  aws:x:\n    A: &a Wrong\n    B: *a\n' });
    const { fixed, report } = fixProject(files, {}, [ruleOf('Wrong', 'right')]);
    expect(fixed).toBe(0);
    expect(report.diagnostics.map(({ fix }) => fix)).toEqual([undefined]);
  });

  it('renames a key with all that is below it', () => {
    const { files, fixed } = fixProject(filesOf({ [CONFIG]: settings('x') }), {}, [ruleOf('aws:x', 'aws:y')]);
    expect(fixed).toBe(1);
    expect(textsOf(files)).toEqual({ [CONFIG]: settings('x').replace('aws:x', 'aws:y') });
  });
});
