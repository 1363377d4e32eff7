import { withoutSecretForms } from '../../src/knowledge/secrets/secret-text.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { problemsText } from '../../src/report/text/counted.js';
import { visible } from '../../src/report/text/one-line.js';
import { nameOf, type Place } from '../../src/source/index.js';
import { byId, element, replaceItems, withCode } from './dom.js';
import type { CheckedProject } from './project.js';

interface Actions {
  goTo(place: Place): void;
  fix(diagnostic: Diagnostic): void;
}

/** What was found, each with both ends. */
export function showFindings({ report, fault }: CheckedProject, actions: Actions): void {
  const { diagnostics } = report;
  const safe = diagnostics.filter(({ fix }) => fix?.safety === 'safe').length;
  byId('summary', HTMLElement).textContent = summaryOf(diagnostics);
  byId('count', HTMLElement).textContent = String(diagnostics.length);
  byId('configuration-fault', HTMLElement).textContent = safeText(fault ?? '');
  byId('lacked-platform', HTMLElement).hidden = report.lackedPlatform.length === 0;
  const all = byId('fix-all', HTMLButtonElement);
  all.hidden = safe === 0;
  all.textContent = safe === 1 ? 'Apply 1 safe fix' : `Apply ${safe} safe fixes`;
  replaceItems(
    byId('findings-list', HTMLUListElement),
    diagnostics.map((diagnostic) => findingItem(diagnostic, actions)),
  );
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** How much was found, in words. */
function summaryOf(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(isError).length;
  return problemsText({ errors, warnings: diagnostics.length - errors }) || 'Nothing to report';
}

/** A text of a finding as it may be shown. */
const safeText = (text: string): string => visible(withoutSecretForms(text));

function findingItem(diagnostic: Diagnostic, { goTo, fix }: Actions): HTMLLIElement {
  const { severity, ruleId, at, message, help, related } = diagnostic;
  const place = (one: Place): HTMLElement =>
    element(
      'button',
      {
        class: 'place',
        type: 'button',
        onclick: () => {
          goTo(one);
        },
      },
      visible(nameOf(one)),
    );
  return element(
    'li',
    { class: `finding ${severity}` },
    element('h3', {}, element('span', { class: 'severity' }, severity), ' ', safeText(message)),
    element('p', {}, place(at)),
    ...related.map((other) =>
      element('p', { class: 'related' }, place(other.at), ` ${safeText(other.note)}`),
    ),
    help === undefined ? undefined : element('p', { class: 'help' }, ...withCode(safeText(help))),
    element(
      'p',
      { class: 'actions' },
      diagnostic.fix
        ? element(
            'button',
            {
              type: 'button',
              class: 'button small',
              onclick: () => {
                fix(diagnostic);
              },
            },
            safeText(diagnostic.fix.title),
            diagnostic.fix.safety === 'safe'
              ? undefined
              : element('span', { class: 'review' }, 'needs a review'),
          )
        : undefined,
      element(
        'a',
        { href: `docs/rules/${ruleId}.html`, target: '_blank', rel: 'noopener' },
        `Explain ${ruleId}`,
      ),
    ),
  );
}
