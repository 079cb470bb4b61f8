import { loadCatalogue } from '../../src/flows/index.ts';
import { readers } from '../../src/language/index.ts';
import { createScreen, ScreenRules, withoutExamples } from '../../src/safeguarding/index.ts';

/** The words, paths and rules that ship, loaded once. */
export const catalogue = loadCatalogue({ distance: readers.distance });

const tried = ScreenRules.parse(catalogue.screen);
export const screen = createScreen(tried);
/** What a tablet has of them. */
export const screenRules = withoutExamples(tried);
