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

/** Replaces the items of a list. If one of them has the focus, the first button in its place has it then. */
export function replaceItems(list: HTMLElement, items: readonly HTMLLIElement[]): void {
  const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
  list.replaceChildren(...items);
  if (at !== -1) (items[at] ?? items.at(-1))?.querySelector('button')?.focus();
}

/** Shows or hides tabs below a list of them, with arrow keys, Home and End between the tabs. */
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
    const keys: Readonly<Record<string, HTMLButtonElement | undefined>> = {
      ArrowRight: tabs.at((index + 1) % tabs.length),
      ArrowLeft: tabs.at(index - 1),
      Home: tabs[0],
      End: tabs.at(-1),
    };
    tab.addEventListener('keydown', (event) => {
      const next = keys[event.key];
      if (!next) return;
      event.preventDefault();
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
