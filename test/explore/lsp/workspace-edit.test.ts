import { expect, it } from 'vitest';
import { agreementWith } from '../../../src/explore/lsp/agreement.js';
import { workspaceEdit } from '../../../src/explore/lsp/workspace-edit.js';
import { placeOf, SourceFile } from '../../../src/source/index.js';

const FILE = new SourceFile('/p/a.config', 'a.config', 'a: b\n');
const START = placeOf(FILE, 0, 0).span;

/** What an editor gets for a text that is put in at the start of a file. */
function put(text: string, reasonAt: number | undefined, snippetEditSupport = true) {
  const capabilities = { workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport } } };
  const edit = workspaceEdit(
    { edits: [{ file: FILE, span: START, text }], files: [], ...(reasonAt !== undefined && { reasonAt }) },
    {
      root: '/p',
      agreement: agreementWith(capabilities),
      documentOf: () => undefined,
      checkWrite: () => undefined,
    },
  );
  const [change] = edit?.documentChanges ?? [];
  return change && 'edits' in change ? change.edits[0] : undefined;
}

it('has a place for a reason, beside text that means itself', () => {
  expect(put('# a -- \n', 7)).toMatchObject({ snippet: { value: '# a -- ${1:reason}\n' } });
  expect(put('${x}\\ -- $\n', 9)).toMatchObject({
    snippet: { value: '\\${x\\}\\\\ -- ${1:reason}\\$\n' },
  });
});

it('is a text as it is where there is no reason, or no place for one', () => {
  expect(put('${x}\n', undefined)).toMatchObject({ newText: '${x}\n' });
  expect(put('# a -- \n', 7, false)).toMatchObject({ newText: '# a -- \n' });
});
