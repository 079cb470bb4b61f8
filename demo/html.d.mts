/** For those who read it with types: what the file beside it exports. */
export function plain(html: string): string;
