/**
 * CODING: which areas are in what people wrote? Words suggest, people decide: two without knowing of each other, a third where they differ. How far two
 * agree. Pure; apart from the charts of this room, which are heavy to load.
 */
export { type Codebook, type CodebookArea, inOrder, isCoded } from './book.ts';
export { type Agreement, type Both, kappa, kappaOf, pooledKappa } from './kappa.ts';
export { type Coding, settled } from './settled.ts';
export { type Suggestion, suggest } from './suggest.ts';
