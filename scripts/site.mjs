// Builds the page to try eblint in a browser, and README and docs/ as pages, in site/build or another folder (--out).
// With --serve, serves that folder on this machine only: `npm run site:serve -- --port 8080`. It is published as it is.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { yamlLanguage } from '@codemirror/lang-yaml';
import { classHighlighter, highlightCode } from '@lezer/highlight';
import { Marked } from 'marked';
import { rolldown } from 'rolldown';
import { withoutRuleTexts } from './rule-texts.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const { values: flags } = parseArgs({
  options: {
    out: { type: 'string', default: `${repository}site/build` },
    serve: { type: 'boolean', default: false },
    port: { type: 'string', default: '8080' },
  },
});
const site = flags.out;
const SOURCES = 'https://github.com/eblint/eblint/blob/main/';

/** Nothing is loaded from elsewhere, and nothing can be sent; no text becomes markup or a script. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const FOR_BROWSERS = {
  platform: 'browser',
  resolve: {
    alias: {
      yaml: `${repository}node_modules/yaml/browser/index.js`,
      'node:path': fileURLToPath(import.meta.resolve('pathe')),
    },
  },
};

const RULE_TEXTS = fileURLToPath(new URL('../site/src/rule-texts.ts', import.meta.url));

/** What is written about a rule, and no check reads. */
const UNCHECKED = new Set(['summary', 'why', 'references', 'since']);

/** Pages of docs/ in the order of the navigation; those that are missing here come last. */
const FIRST = [
  'index',
  'browser',
  'questions',
  'command-line',
  'deployment',
  'configuration',
  'suppressions',
  'fixes',
  'editors',
];

async function build() {
  rmSync(site, { recursive: true, force: true });
  const parts = await bundleScripts();
  const { checkProject } = await import(pathToFileURL(`${site}/core.js`).href);
  const tries = tryLinks(checkProject);
  writePages(tries);
  const example = (name) => `#${fragment(textsBelow(`${repository}fixtures/projects/${name}`))}`;
  write(
    'index.html',
    filled(readFileSync(`${repository}site/index.html`, 'utf8'), {
      policy: POLICY,
      preload: parts.map((part) => `<link rel="modulepreload" href="${part}" />`).join(''),
      wrong: example('django-channels-mistakes'),
      right: example('channels-443'),
    }),
  );
  write('style.css', readFileSync(`${repository}site/style.css`, 'utf8'));
  const rules = Object.keys(tries).length;
  console.log(`${site}: ${rules} rules have an example to try.`);
}

/** Returns what the page needs first, to be loaded at once. */
async function bundleScripts() {
  const bundle = await rolldown({
    ...FOR_BROWSERS,
    input: {
      main: `${repository}site/src/main.ts`,
      docs: `${repository}site/src/docs.ts`,
      core: `${repository}site/src/project.ts`,
    },
    plugins: [withTextsApart(await ruleTexts())],
  });
  const { output } = await bundle.write({
    dir: site,
    format: 'esm',
    // Source with characters beyond Latin-1 takes V8 twice the memory and more time to read.
    charset: 'ascii',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minify: true,
  });
  await bundle.close();
  const needed = new Set(['main.js']);
  for (const name of needed)
    for (const other of output.find(({ fileName }) => fileName === name).imports) needed.add(other);
  return [...needed].slice(1);
}

/** What a hover says about the rules: the texts of site/src/rule-texts.ts. */
async function ruleTexts() {
  const bundle = await rolldown({ ...FOR_BROWSERS, input: RULE_TEXTS });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  const module = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
  return module.RULE_TEXTS;
}

/** Takes what no check needs out of the rules, a tenth of the first load: it comes with the first hover. */
const withTextsApart = (texts) => ({
  name: 'with-texts-apart',
  load: (id) => (id === RULE_TEXTS ? `export const RULE_TEXTS = ${JSON.stringify(texts)};` : null),
  transform: {
    filter: { id: /src[\\/]rules[\\/].+\.ts$/ },
    handler: (code) => withoutRuleTexts(code, UNCHECKED),
  },
});

function write(path, text) {
  mkdirSync(dirname(`${site}/${path}`), { recursive: true });
  writeFileSync(`${site}/${path}`, text);
}

/** Each placeholder once: what is put in may look like one. */
const filled = (template, values) => template.replace(/\{\{(\w+)\}\}/g, (all, name) => values[name] ?? all);

/** The texts below a folder by their paths. */
const textsBelow = (folder) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => statSync(`${folder}/${name}`).isFile())
      .sort()
      .map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
  );

/** What site/src/share.ts reads from a link. */
const fragment = (files) =>
  `project=${deflateRawSync(JSON.stringify({ files }), { level: 9 }).toString('base64url')}`;

/** For each rule the fragment with its first bad case in which it speaks; some cases are about more than texts. */
function tryLinks(checkProject) {
  const links = {};
  const folder = `${repository}fixtures/rules`;
  for (const group of foldersIn(folder))
    for (const rule of foldersIn(`${folder}/${group}`)) {
      const id = `${group}/${rule}`;
      for (const name of foldersIn(`${folder}/${id}`).filter((one) => one.startsWith('bad-'))) {
        const texts = textsBelow(`${folder}/${id}/${name}`);
        const { report } = checkProject(new Map(Object.entries(texts)), undefined);
        if (!report.diagnostics.some(({ ruleId }) => ruleId === id)) continue;
        links[id] = fragment(texts);
        break;
      }
    }
  return links;
}

const foldersIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** A page of Markdown: where it is, where it goes, and what is in it. */
function pageOf(source) {
  const text = readFileSync(repository + source, 'utf8');
  const path = source === 'README.md' ? 'docs/index.html' : htmlPath(source);
  return { source, path, text, title: /^# (.+)$/m.exec(text)?.[1] ?? 'eblint' };
}

const htmlPath = (source) =>
  source.replace(/(?:README)?\.md$/, (end) => (end === 'README.md' ? 'index.html' : '.html'));

function writePages(tries) {
  const names = readdirSync(`${repository}docs`, { recursive: true }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  const pages = [
    'README.md',
    ...names.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ].map(pageOf);
  const evidence = evidencePage();
  const published = new Set(pages.map(({ source }) => source));
  const linksOf = (page) => navigation(page, pages, evidence);
  for (const page of pages) {
    const rule = /^docs\/rules\/(.+\/.+)\.md$/.exec(page.source)?.[1];
    write(page.path, layout(page, linksOf(page), rendered(page, published), rule && tries[rule]));
  }
  write(evidence.path, layout(evidence, linksOf(evidence), evidence.html));
  for (const name of names.filter((one) => one.startsWith('pictures/')))
    write(`docs/${name}`, readFileSync(`${repository}docs/${name}`, 'utf8'));
  write('docs/evidence.tsv', readFileSync(`${repository}docs/evidence.tsv`, 'utf8'));
  // A module, because the policy lets nothing be fetched.
  write('search-index.js', `export default ${JSON.stringify(pages.map(searchable))};\n`);
}

/** What is searched of a page; of a rule, neither its examples nor its sources. */
const searchable = ({ path, title, text }) => ({
  id: path,
  title,
  about: plain(/^# .+\n+([^]+?)\n\n/m.exec(text)?.[1] ?? ''),
  text: plain(
    text.replace(/^## (?:Corrected|Not reported|Evidence|Sources|Suppress it)\n[^]*?(?=^## |$(?![^]))/gm, ''),
  ),
});

/** Markdown without its marks. */
const plain = (text) =>
  text
    .replace(/<!--[^]*?-->|^```\w*$|[`*|#>[]|\]\([^)]*\)|<[^>]+>/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();

function rendered({ source, text }, published) {
  const seen = new Map();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens);
        const slug = this.parser
          .parseInline(tokens, this.parser.textRenderer)
          .replace(/&\w+;/g, '')
          .toLowerCase()
          .replace(/[^\w\- ]/g, '')
          .replaceAll(' ', '-');
        const count = seen.get(slug) ?? 0;
        seen.set(slug, count + 1);
        return `<h${depth} id="${count === 0 ? slug : `${slug}-${count}`}">${html}</h${depth}>\n`;
      },
      code: ({ text: code, lang }) =>
        `<pre tabindex="0"><code>${lang === 'yaml' ? highlighted(code) : lang === 'diff' ? withChanges(code) : escaped(code)}</code></pre>\n`,
    },
    walkTokens(token) {
      if (token.type === 'link' || token.type === 'image') token.href = target(token.href, source, published);
    },
  });
  return marked
    .parse(text)
    .replace(/<table>/g, '<div class="table" tabindex="0"><table>')
    .replace(/<\/table>/g, '</table></div>')
    .replace(/(?<=(?:src|srcset)=")docs\//g, '');
}

/** A link of the repository as one of the site; what is not published leads to the repository. */
function target(href, source, published) {
  if (/^(?:[a-z]+:|#)/i.test(href)) return href;
  const [file, anchor] = href.split('#');
  const path = posix.join(posix.dirname(source), file);
  const end = anchor === undefined ? '' : `#${anchor}`;
  if (path === 'docs/evidence.tsv') return relative(source, 'docs/evidence.html');
  if (published.has(path)) return relative(source, pageOf(path).path) + end;
  if (path.startsWith('docs/pictures/')) return relative(source, path);
  return SOURCES + path + end;
}

const relative = (source, path) =>
  posix.relative(posix.dirname(source === 'README.md' ? 'docs/index.html' : source), path);

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

function highlighted(code) {
  let html = '';
  const put = (text, classes) =>
    (html += classes ? `<span class="${classes}">${escaped(text)}</span>` : escaped(text));
  highlightCode(code, yamlLanguage.parser.parse(code), classHighlighter, put, () => (html += '\n'));
  return html;
}

const withChanges = (code) =>
  code
    .split('\n')
    .map((line) =>
      /^[+-]/.test(line)
        ? `<span class="${line.startsWith('+') ? 'added' : 'removed'}">${escaped(line)}</span>`
        : escaped(line),
    )
    .join('\n');

function evidencePage() {
  const [head, ...rows] = readFileSync(`${repository}docs/evidence.tsv`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const cell = (text, index) =>
    index === 0 && text.includes('/') && existsSync(`${repository}docs/rules/${text}.md`)
      ? `<a href="rules/${text}.html"><code>${escaped(text)}</code></a>`
      : escaped(text.replace('*', 'all rules'));
  const html = [
    '<h1 id="evidence">Evidence</h1>',
    '<p>What each rule reported in public projects, and how many of its findings were read and judged one by one. ',
    '<a href="rules/index.html#evidence">What the columns mean</a>; <a href="evidence.tsv">the data</a>.</p>',
    '<div class="table" tabindex="0"><table><thead><tr>',
    ...head.map((name) => `<th scope="col">${escaped(name.replaceAll('_', ' '))}</th>`),
    '</tr></thead><tbody>',
    ...rows.map(
      (row) =>
        `<tr>${row.map((text, index) => `<td${/^\d{4}-/.test(text) ? ' class="date"' : ''}>${cell(text, index)}</td>`).join('')}</tr>\n`,
    ),
    '</tbody></table></div>',
  ].join('');
  return { path: 'docs/evidence.html', title: 'Evidence', html };
}

/** The pages beside a page: all guides, and for a rule those of its group. */
function navigation(page, pages, evidence) {
  const link = (other, name) => {
    const current = other.path === page.path ? ' aria-current="page"' : '';
    return `<li><a href="${posix.relative(posix.dirname(page.path), other.path)}"${current}>${escaped(name)}</a></li>`;
  };
  const place = ({ path }) => {
    const index = FIRST.indexOf(/^docs\/(.+)\.html$/.exec(path)?.[1] ?? '');
    return index === -1 ? FIRST.length : index;
  };
  const guides = pages
    .filter(({ path }) => !path.startsWith('docs/rules/'))
    .sort((a, b) => place(a) - place(b) || (a.title < b.title ? -1 : 1));
  const index = pages.find(({ path }) => path === 'docs/rules/index.html');
  const [group] = /^docs\/rules\/[^/]+\//.exec(page.path) ?? [];
  const siblings = group ? pages.filter(({ path }) => path.startsWith(group)) : [];
  return [
    '<h2>Guides</h2><ul>',
    ...guides.map((guide) => link(guide, guide.path === 'docs/index.html' ? 'Overview' : guide.title)),
    '</ul><h2>Rules</h2><ul>',
    link(index, 'All rules'),
    link(evidence, 'Evidence'),
    ...siblings.map((rule) => link(rule, rule.title)),
    '</ul>',
  ].join('\n');
}

function layout({ path, title }, links, html, tryFragment) {
  const root = '../'.repeat(path.split('/').length - 1);
  const button =
    tryFragment === undefined
      ? ''
      : `<p class="toolbar"><a class="button primary" href="${root}index.html#${tryFragment}">Try it</a> with an example in which this rule speaks</p>`;
  const isRule = path.startsWith('docs/rules/');
  return filled(readFileSync(`${repository}site/docs.html`, 'utf8'), {
    policy: POLICY,
    title: escaped(title === 'eblint' ? 'eblint' : `${title} · eblint`),
    docsCurrent: isRule ? '' : ' aria-current="true"',
    rulesCurrent: isRule ? ' aria-current="true"' : '',
    links,
    // After the title, and what the page is about.
    html: button === '' ? html : html.replace(/<\/h1>\s*(?:<p>[^]*?<\/p>)?/, (head) => head + button),
    root,
  });
}

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.tsv': 'text/tab-separated-values; charset=utf-8',
};

/** Only on this machine. */
function serve(port) {
  if (!existsSync(`${site}/index.html`)) throw new Error(`There is no ${site}: run npm run site first.`);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const isThere =
      /^(?:\/[\w-][\w.-]*)+$/.test(name) && existsSync(site + name) && statSync(site + name).isFile();
    if (!isThere) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
      return;
    }
    const headers = {
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Content-Security-Policy': `${POLICY}; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    };
    response.writeHead(200, headers).end(readFileSync(site + name));
  });
  server.listen(port, '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${server.address().port}/`);
  });
}

if (flags.serve) serve(Number(flags.port));
else await build();
