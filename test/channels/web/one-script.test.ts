import { describe } from 'vitest';
import { scriptContract } from '../../contracts/script.ts';
import { phrases } from '../../support/page-words.ts';
import { openWeb } from '../../support/script-web.ts';

describe('Without the script of the page', () => scriptContract({ name: 'web', phrases }, openWeb(false)));
describe('With it', () => scriptContract({ name: 'web', phrases }, openWeb(true)));
