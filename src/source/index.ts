export { piecesIn } from './pieces.js';
export type { Located, Place, Position, Span } from './place.js';
export { nameOf, placeOf, positionsOf, startOfFile, textAt } from './place.js';
export type { Related, Replacement } from './related.js';
export { SourceFile } from './source-file.js';
export type { Value, ValueKind } from './value.js';
export { isFalse, isTrue, literalBoolean, literalNumber, literalText, trimmedText } from './value.js';
