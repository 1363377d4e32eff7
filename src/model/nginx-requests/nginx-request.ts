import type { Level, PlacedDirective } from '../nginx/configuration.js';
import type { NginxServer } from '../nginx/nginx-servers.js';

/** A request as it comes to nginx. */
export interface NginxRequest {
  readonly method: string;
  /** The header `Host`. */
  readonly host: string;
  readonly port: number;
  /** Whether it comes from the machine itself, to 127.0.0.1. */
  readonly isLocal: boolean;
  /** As the client writes it: its path and query. */
  readonly target: string;
  /** The value of a header by its name in small letters, with underscores: empty where it has none, undefined where that is unknown. */
  readonly header: (name: string) => string | undefined;
}

/** Something that decides about a request on its way through nginx. */
export interface NginxStep {
  readonly kind: 'server' | 'location' | 'rewrite' | 'error_page' | 'try_files' | 'condition' | 'access';
  readonly at: PlacedDirective;
  /** Whether the text tells that it applies. */
  readonly isSure: boolean;
  /** The path that it gives the request. */
  readonly path?: string;
}

/** What nginx does with a request in the end. */
export type NginxOutcome =
  /** Of the server or location, by itself: `404`, or a redirect to the path with a slash at its end. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly at: PlacedDirective | undefined;
      readonly redirect?: string;
    }
  | {
      readonly kind: 'pass';
      readonly at: PlacedDirective;
      /** Where it is inherited to. */
      readonly level: Level;
      /** The path and query that the next server gets; undefined where that is not known, and for protocols without them. */
      readonly target: string | undefined;
      /** The address with its variables replaced; undefined where that is unknown. */
      readonly url: string | undefined;
    }
  /** A file that it looks for: undefined where the path is unknown, or its folder nginx's own. */
  | { readonly kind: 'file'; readonly path: string | undefined; readonly at: PlacedDirective | undefined }
  | { readonly kind: 'unknown'; readonly at: PlacedDirective | undefined }
  /** No server listens on the port. */
  | { readonly kind: 'refused' };

export interface NginxAnswer {
  readonly server: NginxServer | undefined;
  /** Whose settings apply in the end: those of the server, a location, or an `if` in one. */
  readonly level: Level | undefined;
  readonly steps: readonly NginxStep[];
  readonly outcome: NginxOutcome;
}
