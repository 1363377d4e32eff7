import { describe, expect, it } from 'vitest';
import { readPythonModule } from '../../src/parse/server-config/python-module.js';

const names = (text: string) => [...readPythonModule(text).names];

describe('readPythonModule', () => {
  it.each([
    ['app = Flask(__name__)', ['app']],
    ['app: FastAPI = FastAPI()\n', ['app', 'FastAPI']],
    ['a = b = make()', ['a', 'b']],
    ['(a, b) = make()', ['a', 'b']],
    ['import os.path, sys as system', ['os', 'system']],
    ['from x import (\n  a,\n  b as c,  # comment\n)\n', ['a', 'c']],
    ['from x import a; app = a', ['a', 'app']],
    ['def app(environ):\n    inner = 1\n\nother = 2', ['app', 'other']],
    ['async def app(scope):\n  pass', ['app']],
    ['class App:\n    x = 1\n', ['App']],
    [
      'try:\n    from a import app\nexcept ImportError:\n    app = None\n',
      ['try', 'app', 'except', 'ImportError'],
    ],
    ['if a: app = 1', ['if', 'a', 'app']],
    ['with open() as f:\n  data = 1', ['with', 'open', 'as', 'f', 'data']],
    ['for app in apps: pass', ['for', 'app', 'in', 'apps']],
    ['def start():\n    global app\n    app = 1\n', ['start', 'app']],
    ['app = (\n  make()\n)', ['app']],
    ['a = """\nb = 1\n"""\nc = 2', ['a', 'c']],
    ["a = 'it\\'s # not'; b = 2", ['a', 'b']],
    ['# app = 1', []],
    ['run("main:app", port=1)', []],
    ['app == 1', []],
    ['app \\\n  = 1', ['app']],
    ['', []],
  ])('reads the names of %j', (text, expected) => {
    expect(names(text)).toEqual([...new Set(expected)]);
    expect(readPythonModule(text).isOpen).toBe(false);
  });

  it.each([
    'from x import *',
    'globals()["app"] = 1',
    'def __getattr__(name): pass',
    'exec(code)',
    'a = (',
    'a = """x',
    "a = 'x\n",
    'if (app := make()): pass',
  ])('does not know all names of %j', (text) => {
    expect(readPythonModule(text).isOpen).toBe(true);
  });

  it('tells what names are the results of, and which are functions', () => {
    const { calls, functions } = readPythonModule(
      'app = flask.Flask(__name__)\napi: FastAPI = FastAPI(title="x")\nx = 1\ndef make(): pass\nclass A: pass\n',
    );
    expect([...calls]).toEqual([
      ['app', 'Flask'],
      ['api', 'FastAPI'],
    ]);
    expect([...functions]).toEqual(['make']);
  });
});
