import type * as lsp from 'vscode-languageserver-protocol';
import { isInside } from '../../discover/is-inside.js';
import { withoutSecretForms } from '../../knowledge/secrets/secret-text.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import type { NamedRule } from '../../rules/rule.js';
import type { Place } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { Agreement } from './agreement.js';
import type { EditedProject } from './editor-configuration.js';
import { isBroken, keptFindings } from './kept-findings.js';
import { toProtocolDiagnostic, toRange } from './protocol.js';
import type { Session } from './session.js';

/** How often a change waits for those that follow it before it is checked. */
const MAX_CHANGE_DELAYS = 10;

/** The pause after a change where a check takes long, and while the editor does not read. */
const MAX_QUIET_MILLISECONDS = 500;

/** In milliseconds: what an editor sends at once is one change. */
const QUIET = 2;

const RULES: ReadonlyMap<string, NamedRule> = new Map(ALL_RULES.map((rule) => [rule.id, rule]));

/** What was last published of a file. */
interface Published {
  readonly diagnostics: readonly lsp.Diagnostic[];
  /** The text that was open; empty where none was. */
  readonly text: string;
  readonly json: string;
  readonly version: number | undefined;
}

/** The findings in the projects of an editor: each time something changes, it gets what differs. */
export class PublishedFindings {
  readonly #published = new Map<string, Published>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delays = 0;
  #quiet = QUIET;

  constructor(readonly session: Session) {}

  /** The editor may call files by other names than before. */
  namesChanged(): void {
    this.diagnosticOf = this.#converter();
  }

  /** Publishes what is found when nothing has changed for a moment. */
  schedule(): void {
    if (this.#timer !== undefined) {
      if (this.#delays >= MAX_CHANGE_DELAYS) return;
      this.#delays++;
      clearTimeout(this.#timer);
    }
    this.#timer = setTimeout(() => void this.#publish(), this.#quiet);
  }

  /** Tells what is found now. A change in the meantime ends it: then it is done again, with the newer texts. */
  async #publish(): Promise<void> {
    this.#timer = undefined;
    this.#delays = 0;
    if (this.session.start.client.isBehind()) {
      this.#timer = setTimeout(() => void this.#publish(), MAX_QUIET_MILLISECONDS);
      return;
    }
    // What was answered before is written first: a check of a long file takes seconds.
    await turns();
    if (this.#timer !== undefined) return;
    const started = performance.now();
    try {
      const isOn = await this.session.isOn();
      const found = new Map<string, lsp.Diagnostic[]>();
      for (const edited of isOn ? await this.session.workspace.projects() : []) {
        const own = groupBy(await this.#findingsOf(edited), ([path]) => [path]);
        for (const [path, all] of own)
          found.set(
            path,
            all.map(([, diagnostic]) => diagnostic),
          );
        this.#keepWhileTyped(edited, found);
      }
      if (this.#timer === undefined) this.#tell(found);
    } catch (error) {
      this.session.start.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    this.#quiet = Math.min(MAX_QUIET_MILLISECONDS, Math.max(QUIET, (performance.now() - started) / 4));
  }

  async #findingsOf(edited: EditedProject): Promise<(readonly [string, lsp.Diagnostic])[]> {
    const checked = await this.session.workspace.check(edited);
    if (checked)
      return checked
        .report()
        .diagnostics.map((diagnostic) => [diagnostic.at.file.path, this.diagnosticOf(diagnostic)]);
    return (this.session.workspace.failureOf(edited)?.faults ?? []).flatMap(({ at, message, help }) =>
      at
        ? [
            [
              at.file.path,
              configurationDiagnostic(at, `${message}\n${help}`, this.session.start.agreement),
            ] as const,
          ]
        : [],
    );
  }

  /** While a file of a project is half typed, what it hides stays shown. */
  #keepWhileTyped({ root }: EditedProject, found: Map<string, lsp.Diagnostic[]>): void {
    const { open } = this.session.workspace;
    if (![...open.keys()].some((path) => isInside(path, root) && isBroken(found.get(path) ?? []))) return;
    for (const [path, before] of this.#published) {
      if (!isInside(path, root)) continue;
      const diagnostics = found.get(path) ?? [];
      const kept = keptFindings(before, { text: open.get(path)?.text ?? before.text, diagnostics });
      if (kept.length > 0) found.set(path, [...diagnostics, ...kept]);
    }
  }

  /** Of a file that is open, each version is published, also where nothing is found. */
  #tell(found: ReadonlyMap<string, readonly lsp.Diagnostic[]>): void {
    const { open } = this.session.workspace;
    const others = [...this.#published.keys(), ...found.keys()].filter((path) => !open.has(path));
    for (const path of new Set([...others, ...open.keys()])) {
      const diagnostics = found.get(path) ?? [];
      const version = this.session.workspace.open.get(path)?.version;
      const before = this.#published.get(path);
      const json =
        before && haveSameItems(before.diagnostics, diagnostics) ? before.json : JSON.stringify(diagnostics);
      if (before?.json === json && before.version === version) continue;
      if (diagnostics.length > 0 || version !== undefined)
        this.#published.set(path, { diagnostics, json, version, text: open.get(path)?.text ?? '' });
      else this.#published.delete(path);
      this.session.start.client.notify('textDocument/publishDiagnostics', {
        uri: this.session.uriFor(path),
        ...(version !== undefined && this.session.start.agreement.takesVersions && { version }),
        diagnostics,
      });
    }
  }

  /** Most of what is found is what was found before the last change. What is open has names of the editor. */
  diagnosticOf = this.#converter();

  #converter() {
    return oncePer((diagnostic: Diagnostic): lsp.Diagnostic => {
      const rule = RULES.get(diagnostic.ruleId);
      return toProtocolDiagnostic(diagnostic, rule?.meta, this.session.start.agreement, this.session.uriFor);
    });
  }
}

/** As many turns of the event loop as a message takes to be written. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < TURNS_OF_A_MESSAGE; turn++) await new Promise(setImmediate);
}

const TURNS_OF_A_MESSAGE = 4;

const haveSameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** A mistake in a configuration: while there is one, nothing is checked. */
const configurationDiagnostic = (at: Place, message: string, { encoding }: Agreement): lsp.Diagnostic => ({
  range: toRange(at.file, at.span, encoding),
  severity: 1,
  source: 'eblint',
  message: withoutSecretForms(message),
});
