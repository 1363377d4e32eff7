import {
  autocompletion,
  type Completion,
  type CompletionContext,
  completionKeymap,
  type CompletionResult,
  snippetCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, isolateHistory, redo, undo } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic as Mark, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec, type Text, type Transaction, type TransactionSpec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  type Tooltip,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { type Completion as Offered, completionsAt } from '../../src/explore/editor/complete.js';
import { withoutSecrets } from '../../src/knowledge/secrets/secret-text.js';
import { sourceNamed } from '../../src/model/project.js';
import { SourceFile, type Span } from '../../src/source/index.js';
import { element, withCode } from './dom.js';
import { type CheckedProject, ROOT } from './project.js';

/** Along the history of a text. */
export type Direction = 'undo' | 'redo';

/** What the editor needs to know, and whom it tells. */
export interface EditorClient {
  /** @param direction where the history was followed, and nothing was typed */
  changed(name: string, text: string, direction: Direction | undefined): void;
  /** The project as it was checked last. */
  last(): CheckedProject;
  /** The same with the texts as they are now. */
  current(): CheckedProject;
}

/** One text at a time; the history of each lasts as long as the project. */
export class TextEditor {
  readonly #view: EditorView;
  readonly #states = new Map<string, EditorState>();
  #file = new SourceFile(`${ROOT}/`, '', '');
  #isToldToPage = false;

  /** In a shadow root, because there the editor may have styles of its own under the policy of the page. */
  constructor(
    host: HTMLElement,
    readonly client: EditorClient,
  ) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    root.replaceChildren();
    this.#view = new EditorView({ root, parent: root, state: this.#stateOf(this.#file) });
  }

  /** Shows a file. */
  open(file: SourceFile): void {
    if (file.name !== this.#file.name) this.#states.set(this.#file.name, this.#view.state);
    const known = this.#states.get(file.name);
    this.#file = file;
    this.#view.setState(known && textOf(known.doc, file) === file.text ? known : this.#stateOf(file));
    this.#showMarks();
  }

  /** Another project: nothing of the last one can be undone. */
  reset(): void {
    this.#states.clear();
  }

  /** A file was changed elsewhere: the smallest stretch is replaced, and can be undone, also in a file that is not shown. */
  replace(file: SourceFile, before: string): void {
    const isShown = file.name === this.#file.name;
    const state = isShown ? this.#view.state : this.#stateBefore(file, before);
    const change = changeTo(file.text, state);
    if (!change) return;
    if (isShown) this.#dispatch(state.update(change));
    else this.#states.set(file.name, state.update(change).state);
  }

  /** One step along the history of a file, to a text; without such a step, it is replaced. */
  step(file: SourceFile, direction: Direction): void {
    const isShown = file.name === this.#file.name;
    const state = isShown ? this.#view.state : this.#states.get(file.name);
    if (!state || (isShown && this.#file.text === file.text)) return;
    const command = direction === 'undo' ? undo : redo;
    let made: Transaction | undefined;
    command({
      state,
      dispatch: (transaction) => {
        made = transaction;
      },
    });
    const isStep = made !== undefined && textOf(made.newDoc, file) === file.text;
    if (isShown) this.#dispatch(made && isStep ? made : state.update(changeTo(file.text, state) ?? {}));
    else if (made && isStep) this.#states.set(file.name, made.state);
    else this.#states.delete(file.name);
  }

  /** What the page itself changes, it knows. */
  #dispatch(transaction: Transaction): void {
    this.#isToldToPage = true;
    this.#view.dispatch(transaction);
    this.#isToldToPage = false;
  }

  #stateBefore(file: SourceFile, before: string): EditorState {
    const known = this.#states.get(file.name);
    const old = new SourceFile(file.path, file.name, before);
    return known && textOf(known.doc, old) === old.text ? known : this.#stateOf(old);
  }

  focus(): void {
    this.#view.focus();
  }

  goTo({ start, end }: Span): void {
    const [anchor, head] = [this.#position(start), this.#position(end)];
    this.#view.dispatch({
      selection: { anchor, head },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
    this.focus();
  }

  /** Marks what was found in the file. */
  showFindings(): void {
    const source = sourceOf(this.client.last(), this.#file.name);
    if (source?.text === this.#file.text) this.#showMarks();
  }

  #showMarks(): void {
    const { report } = this.client.last();
    const marks = report.diagnostics
      .filter(({ at }) => at.file.name === this.#file.name)
      .map(({ at, severity, message, help, ruleId }): Mark => {
        const [from, to] = [this.#position(at.span.start), this.#position(at.span.end)];
        const lines = [message, ...(help === undefined ? [] : [help])].map(withoutSecrets);
        const renderMessage = (): Node =>
          element('span', {}, ...lines.map((line) => element('span', { class: 'line' }, ...withCode(line))));
        return { from, to, severity, message: lines.join('\n'), renderMessage, source: ruleId };
      });
    this.#view.dispatch(setDiagnostics(this.#view.state, marks));
  }

  /** The editor counts every end of a line as one character. */
  #position(offset: number): number {
    const { line, column } = this.#file.positionAt(offset);
    const { doc } = this.#view.state;
    if (line > doc.lines) return doc.length;
    const { from, to } = doc.line(line);
    return Math.min(from + column - 1, to);
  }

  #stateOf(file: SourceFile): EditorState {
    return EditorState.create({
      doc: file.text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        EditorView.lineWrapping,
        EditorState.tabSize.of(2),
        /(?:\.config|\.ya?ml|\.json)$/.test(file.name) ? yaml() : [],
        syntaxHighlighting(COLORS),
        autocompletion({ override: [(context) => this.#complete(context)], icons: false }),
        // Below what was found there.
        Prec.lowest(hoverTooltip((_view, position) => this.#describe(position))),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': `Text of ${file.name}`, tabindex: '0' }),
        EditorView.updateListener.of(({ docChanged, state, transactions }) => {
          if (!docChanged) return;
          this.#file = this.#file.withText(textOf(state.doc, this.#file));
          if (!this.#isToldToPage)
            this.client.changed(this.#file.name, this.#file.written, directionOf(transactions));
        }),
        THEME,
      ],
    });
  }

  #offset(position: number, file: SourceFile): number {
    const { number, from } = this.#view.state.doc.lineAt(position);
    return file.lineSpan(number).start + position - from;
  }

  #complete({ pos, explicit }: CompletionContext): CompletionResult | null {
    const found = completionsAt(this.client.last().project, this.#file, this.#offset(pos, this.#file));
    if (!found || (!explicit && found.span.start === found.span.end)) return null;
    return {
      from: this.#position(found.span.start),
      to: this.#position(found.span.end),
      options: found.items.map(completionOf),
      validFor: /^[\w:./-]*$/,
    };
  }

  async #describe(position: number): Promise<Tooltip | null> {
    const { hoverAt } = await import('./hover.js');
    const checked = this.client.current();
    const file = sourceOf(checked, this.#file.name);
    const found = file && hoverAt(checked, file, this.#offset(position, file));
    if (!found) return null;
    return {
      pos: this.#position(found.place.span.start),
      end: this.#position(found.place.span.end),
      above: true,
      create: () => ({ dom: element('div', { class: 'description' }, ...found.nodes) }),
    };
  }
}

const directionOf = (transactions: readonly Transaction[]): Direction | undefined =>
  (['undo', 'redo'] as const).find((direction) => transactions.some((one) => one.isUserEvent(direction)));

/** The smallest stretch that makes a text of another one, as a step of the history by itself; undefined where it is the same. */
function changeTo(text: string, { doc }: EditorState): TransactionSpec | undefined {
  const [old, now] = [doc.toString(), text.replace(/\r\n?/g, '\n')];
  if (old === now) return undefined;
  let start = 0;
  while (start < old.length && old[start] === now[start]) start++;
  let end = 0;
  while (
    end < Math.min(old.length, now.length) - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  )
    end++;
  return {
    changes: { from: start, to: old.length - end, insert: now.slice(start, now.length - end) },
    annotations: isolateHistory.of('full'),
  };
}

/** A file of the project, or the configuration of the EB CLI. */
export const sourceOf = ({ project: { files } }: CheckedProject, name: string): SourceFile | undefined =>
  sourceNamed(name, files.files) ?? files.ebCliConfigs.find((config) => config.name === name);

const textOf = (doc: Text, { lineBreak }: SourceFile): string => doc.sliceString(0, doc.length, lineBreak);

function completionOf({ label, kind, detail, text, isSnippet }: Offered): Completion {
  const base = { label, type: kind, ...(detail !== undefined && { detail }) };
  if (isSnippet === true && text !== undefined) return snippetCompletion(text, base);
  return { ...base, ...(text !== undefined && { apply: text }) };
}

const COLORS = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--code-key)' },
  { tag: [tags.string, tags.attributeValue], color: 'var(--code-text)' },
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.meta, tags.typeName], color: 'var(--code-mark)' },
]);

const THEME = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--page)', fontSize: '0.875rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '0.5rem 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--page)', color: 'var(--quiet)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--active)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--selection)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
    boxShadow: '0 6px 24px rgb(0 0 0 / 18%)',
    overflow: 'hidden',
  },
  '.cm-tooltip .cm-tooltip-section:not(:first-child)': { borderTop: '1px solid var(--line)' },
  '.description, .cm-diagnostic': {
    fontFamily: 'var(--text)',
    maxWidth: '32rem',
    padding: '0.5rem 0.75rem',
    lineHeight: '1.5',
    whiteSpace: 'normal',
  },
  '.cm-diagnostic': { border: 'none' },
  '.cm-diagnostic .line': { display: 'block' },
  '.cm-diagnosticSource': { color: 'var(--quiet)', opacity: '1', fontSize: '0.8125rem' },
  '.description': { maxHeight: '18rem', overflow: 'auto' },
  '.description p, .description ul': { margin: '0.25rem 0' },
  '.description ul': { paddingLeft: '1.25rem' },
  '.description a': { color: 'var(--link)' },
  '.description code, .cm-diagnostic code': { fontFamily: 'var(--mono)', fontSize: '0.8125rem' },
  '.description hr': { border: 'none', borderTop: '1px solid var(--line)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '16rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.6rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-completionDetail': { fontFamily: 'var(--text)', fontStyle: 'normal', opacity: '0.8' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--ink)' },
});
