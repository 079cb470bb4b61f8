import { z } from 'zod';
import { staffCommand } from './command.ts';
import { short, when } from './when.ts';

export const auditList = staffCommand({
  name: 'audit list',
  summary: 'who read or changed what, the newest first',
  may: 'see audit',
  input: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100_000).default(50).describe('how many at most'),
    about: z.string().optional().describe('only what was done to this person or concern: the id, or its beginning as lists show it'),
  }),
  positional: [],
  run: async ({ parts, words }, { limit, about }) => {
    const events = await parts.store.audit.list(limit, about);
    if (events.length === 0) return { text: about ? words('no_audit_about', { id: about }) : words('no_audit'), data: events };
    const rows = events.map(({ id, at, who, action, about, why }) => [
      String(id),
      when(at),
      who.includes(':') ? who : short(who),
      action,
      about ? short(about) : '',
      why ?? '',
    ]);
    return { tables: [{ head: ['Row', 'When', 'Who', 'What', 'About', 'Why'], rows }], data: events };
  },
});

export const auditVerify = staffCommand({
  name: 'audit verify',
  summary: 'whether anything in the audit was changed or taken away since it was written',
  may: 'see audit',
  input: z.strictObject({
    head: z
      .string()
      .regex(/^\d+:[0-9a-f]{64}$/, 'a head is a number, a colon and 64 letters and digits')
      .optional()
      .describe('the head that an earlier check printed: is it still there?'),
  }),
  positional: [],
  run: async ({ parts, words }, { head }) => {
    const verdict = await parts.store.audit.verify(head);
    if (verdict.holds) {
      const { rows, head, cut } = verdict;
      const begins = cut ? [words('audit_cut', { row: String(cut.row + 1), day: when(cut.at) })] : [];
      return { text: [words('audit_holds', { rows: String(rows), head: head ?? '-' }), ...begins].join('\n'), data: verdict };
    }
    const fault = words(`fault_${verdict.fault}`, { head: head ?? '' });
    return { refused: words('audit_broken', { row: String(verdict.row), fault }) };
  },
});
