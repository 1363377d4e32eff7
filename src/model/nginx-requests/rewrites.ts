import type { Level, PlacedDirective } from '../nginx/configuration.js';
import { changesAnything, variablesSetIn } from './levels.js';
import type { NginxOutcome, NginxStep } from './nginx-request.js';
import type { RequestState } from './request-state.js';
import { escapeArgument } from './uris.js';

/** What the directives of a level that are followed one after another do. https://nginx.org/en/docs/http/ngx_http_rewrite_module.html */
export function runRewrites(
  level: Level,
  state: RequestState,
  steps: NginxStep[],
): {
  readonly outcome?: NginxOutcome;
  readonly level: Level;
  readonly isMoved: boolean;
} {
  let isMoved = false;
  let last = level;
  const runAll = (at: Level): NginxOutcome | 'stop' | undefined => {
    for (const placed of at.directives) {
      const { name, args } = placed.directive;
      switch (name.text) {
        case 'return':
          return returned(placed, state);
        case 'break':
          if (isMoved) state.isInLocation = false;
          isMoved = false;
          return 'stop';
        case 'set':
          state.variables.set((args[0]?.text ?? '').slice(1), state.evaluate(args[1]?.text ?? ''));
          break;
        case 'if': {
          if (!placed.block) break;
          const holds = state.holds(args);
          if (holds === undefined) {
            if (changesAnything(placed.block)) steps.push({ kind: 'condition', at: placed, isSure: false });
            for (const variable of variablesSetIn(placed.block)) state.variables.set(variable, undefined);
            break;
          }
          if (!holds) break;
          if (changesAnything(placed.block)) steps.push({ kind: 'condition', at: placed, isSure: true });
          last = placed.block;
          const done = runAll(placed.block);
          if (done) return done;
          break;
        }
        case 'rewrite': {
          const result = rewriteOnce(placed, state, steps);
          if (!result) break;
          if (typeof result === 'object') return result;
          isMoved = result !== 'break';
          if (result !== 'on') return 'stop';
          break;
        }
        default:
          break;
      }
    }
    return undefined;
  };
  const outcome = runAll(level);
  return { ...(typeof outcome === 'object' && { outcome }), level: last === level ? level : last, isMoved };
}

function rewriteOnce(
  placed: PlacedDirective,
  state: RequestState,
  steps: NginxStep[],
): NginxOutcome | 'on' | 'last' | 'break' | undefined {
  const [regex, replacement, flag] = placed.directive.args;
  if (!regex || !replacement) return undefined;
  const matched = state.match(regex.text, false, state.path);
  if (matched === 'unknown') return { kind: 'unknown', at: placed };
  if (!matched) {
    state.captures = [];
    return undefined;
  }
  const isRedirect =
    /^(?:https?:\/\/|\$scheme)/.test(replacement.text) ||
    flag?.text === 'redirect' ||
    flag?.text === 'permanent';
  const keepsArgs = !replacement.text.endsWith('?');
  const written = keepsArgs ? replacement.text : replacement.text.slice(0, -1);
  const result = state.evaluate(
    written,
    !isRedirect && /[%+]/.test(state.request.target) ? escapeArgument : undefined,
  );
  if (result === undefined) {
    if (isRedirect)
      return {
        kind: 'status',
        status: flag?.text === 'permanent' ? 301 : 302,
        at: placed,
        redirect: written,
      };
    return { kind: 'unknown', at: placed };
  }
  if (isRedirect) {
    const args = keepsArgs && state.args !== '' ? `${written.includes('?') ? '&' : '?'}${state.args}` : '';
    return {
      kind: 'status',
      status: flag?.text === 'permanent' ? 301 : 302,
      at: placed,
      redirect: result + args,
    };
  }
  const question = written.indexOf('?') === -1 ? -1 : result.indexOf('?');
  const path = question === -1 ? result : result.slice(0, question);
  if (path === '') return { kind: 'status', status: 500, at: placed };
  if (question !== -1)
    state.args = result.slice(question + 1) + (keepsArgs && state.args !== '' ? `&${state.args}` : '');
  else if (!keepsArgs) state.args = '';
  state.move(path);
  steps.push({ kind: 'rewrite', at: placed, isSure: true, path });
  if (flag?.text === 'break') {
    state.isInLocation = false;
    return 'break';
  }
  return flag?.text === 'last' ? 'last' : 'on';
}

function returned(placed: PlacedDirective, state: RequestState): NginxOutcome {
  const [first, second] = placed.directive.args;
  const url = second ?? (first && !/^\d{3}$/.test(first.text) ? first : undefined);
  const status = first && first !== url ? Number(first.text) : 302;
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  if (!url || !isRedirect) return { kind: 'status', status, at: placed };
  return { kind: 'status', status, at: placed, redirect: state.evaluate(url.text) ?? url.text };
}
