import { inflateSync } from 'node:zlib';

/** Bytes of the head of a WOFF file, of a row of its table of contents, and of the same in a plain font (w3.org/TR/WOFF). */
const woff = { head: 44, row: 20 } as const;
const plain = { head: 12, row: 16 } as const;

/**
 * A WOFF file as the plain font that is in it. Whoever reads fonts out of WOFF unpacks a table at each look, which takes seconds for a large font.
 * @throws when it is no WOFF file
 */
export function unpacked(file: Buffer): Buffer {
  if (file.toString('latin1', 0, 4) !== 'wOFF') throw new Error('that is no WOFF file');
  const count = file.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => {
    const row = woff.head + at * woff.row;
    const [offset, packed, length] = [file.readUInt32BE(row + 4), file.readUInt32BE(row + 8), file.readUInt32BE(row + 12)];
    const bytes = file.subarray(offset, offset + packed);
    return { tag: file.subarray(row, row + 4), sum: file.readUInt32BE(row + 16), bytes: packed < length ? inflateSync(bytes) : bytes };
  });
  const head = Buffer.alloc(plain.head + count * plain.row);
  file.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const steps = Math.floor(Math.log2(count));
  head.writeUInt16BE(16 * 2 ** steps, 6);
  head.writeUInt16BE(steps, 8);
  head.writeUInt16BE(16 * (count - 2 ** steps), 10);
  let offset = head.length;
  const bodies = tables.map(({ tag, sum, bytes }, at) => {
    const row = plain.head + at * plain.row;
    tag.copy(head, row);
    head.writeUInt32BE(sum, row + 4);
    head.writeUInt32BE(offset, row + 8);
    head.writeUInt32BE(bytes.length, row + 12);
    const body = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    offset += body.length;
    return body;
  });
  return Buffer.concat([head, ...bodies]);
}
