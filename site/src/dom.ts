type Child = Node | string | undefined;

interface Properties {
  readonly class?: string;
  readonly [attribute: string]: string | ((event: Event) => void) | boolean | undefined;
}

/**
 * An element with attributes, listeners (`onclick`) and children. Texts of a project only ever become text nodes and attributes,
 * never markup.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** The element of the page with an id, which is there. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} "${id}".`);
  return found;
}

/** Shows or hides tabs below a list of them, with arrow keys between the tabs. */
export function connectTabs(list: HTMLElement, onChange: (name: string) => void): void {
  const tabs = [...list.querySelectorAll<HTMLButtonElement>('[role=tab]')];
  const select = (tab: HTMLButtonElement): void => {
    for (const other of tabs) {
      other.setAttribute('aria-selected', String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      byId(other.getAttribute('aria-controls') ?? '', HTMLElement).hidden = other !== tab;
    }
    onChange(tab.dataset['tab'] ?? '');
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => {
      select(tab);
    });
    tab.addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      const next = tabs[(index + step + tabs.length) % tabs.length];
      if (step === 0 || !next) return;
      next.focus();
      select(next);
    });
  }
}

/** A text with what is in backticks as code. */
export const withCode = (text: string): (Node | string)[] =>
  text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`.+`$/.test(part) ? element('code', {}, part.slice(1, -1)) : part));
