import type { CopyFormat } from '../desk/ports.ts';

/** What a ticket is for: all that is held about somebody, or their record of what they did. It says so before its first dot. */
export const fileFor = (ticket: string): 'data' | 'record' => (/^record[-.]/.test(ticket) ? 'record' : 'data');

/** In which formats it can be had. */
export const formatsFor = (ticket: string): CopyFormat[] => (fileFor(ticket) === 'record' ? ['pdf'] : ['html', 'json']);

/** What the file is called on a device; says nothing of whose it is. */
export const nameOfCopy = (format: CopyFormat): string => (format === 'pdf' ? 'onward-my-record.pdf' : `onward-my-data.${format}`);
