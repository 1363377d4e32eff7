/** The values of a tree as `path → type and value`, to be compared with what Oracle.java prints of SnakeYAML's. */
export function valuesOf(root) {
  const values = new Map();
  if (root) add('', root, values);
  return values;
}

const MAX_VALUES = 20_000;

function add(path, node, values) {
  if (values.size > MAX_VALUES) return;
  if (node.kind === 'scalar') values.set(path, scalar(node));
  else if (node.kind === 'list') {
    if (node.items.length === 0) values.set(path, { type: 'seq' });
    node.items.forEach((item, index) => add(`${path}/${index}`, item, values));
  } else {
    if (node.entries.length === 0) values.set(path, { type: 'map' });
    // If a key appears twice, the last one takes precedence, with everything below it.
    for (const [key, value] of new Map(node.entries.map((entry) => [entry.key.written, entry.value])))
      add(`${path}/${JSON.stringify(key)}`, value, values);
  }
}

const TYPES = { string: 'str', boolean: 'bool', integer: 'int' };

const scalar = ({ type, text, tag }) => ({ type: TYPES[type] ?? type, text, tag });

/** SnakeYAML's answer in the same form; undefined where a map or list is a key, or a value holds itself. */
export function valuesIn(lines) {
  const values = new Map();
  for (const line of lines) {
    const [path, type, value] = line.split('\t');
    if (type === 'recursive' || type === 'complex key') return undefined;
    values.set(keyOf(path), { type, text: value ? JSON.parse(value) : undefined });
  }
  return values;
}

/** Java escapes all that is not ASCII; JSON.stringify does not. */
const keyOf = (path) => path.replace(/"(?:[^"\\]|\\.)*"/g, (key) => JSON.stringify(JSON.parse(key)));

/** The first value that two readers read differently, as a sentence. */
export function firstDifference(ours, theirs) {
  for (const [path, value] of theirs) {
    const own = ours.get(path);
    if (!own) return `${path || 'the root'} is missing: ${show(value)}`;
    if (!isSame(own, value)) return `${path || 'the root'} is ${show(own)} instead of ${show(value)}`;
  }
  for (const [path, value] of ours) if (!theirs.has(path)) return `${path} is invented: ${show(value)}`;
  return undefined;
}

const show = ({ type, text }) => `${type}${text === undefined ? '' : ` ${JSON.stringify(text)}`}`;

function isSame(own, their) {
  // A tag of the YAML type repository (!!int) decides for SnakeYAML; to eblint such a scalar is text.
  if (own.tag) return true;
  if (own.type !== their.type) return false;
  if (own.type === 'float') return Object.is(toNumber(own.text), toNumber(their.text));
  return own.type === 'null' || own.text === their.text;
}

const toNumber = (text) => {
  if (/^[-+]?\.inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text);
};
