const THEMES = ['auto', 'light', 'dark'] as const;

type Theme = (typeof THEMES)[number];

const KEY = 'theme';

/** Where a browser stores nothing, the choice lasts as long as the page. */
function stored(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

/** Lets a button go through the themes: that of the system, light, dark. */
export function connectTheme(button: HTMLButtonElement): void {
  let theme = stored();
  const show = (): void => {
    document.documentElement.dataset['theme'] = theme;
    button.textContent = `Theme: ${theme}`;
  };
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // See above.
    }
    show();
  });
  button.hidden = false;
  show();
}
