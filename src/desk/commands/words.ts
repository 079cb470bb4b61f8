import { z } from 'zod';

/** What staff are told. The words are data (flows/staff-words.yaml); the gaps that each may fill are named. */
export const StaffWords = z.strictObject({
  /** {command} */
  no_such_command: z.string(),
  /** {command}, {fault} */
  not_understood: z.string(),
  /** {me}: how an admin, or the configuration, names this person. */
  no_admin: z.string(),
  no_role: z.string(),
  /** {roles}: who may. */
  not_yours: z.string(),
  nobody_yet: z.string(),
  /** {id} */
  no_person: z.string(),
  no_answers: z.string(),
  no_consents: z.string(),
  /** {purpose}, {known} */
  no_purpose: z.string(),
  /** {purpose}, {age} */
  not_at_this_age: z.string(),
  only_their_own: z.string(),
  /** In place of an answer: {purpose} has no yes. */
  not_for_use: z.string(),
  no_concerns: z.string(),
  /** {id} */
  no_concern: z.string(),
  /** What was written is gone: the person was erased, or it was too long ago. */
  words_gone: z.string(),
  no_roles: z.string(),
  /** {who} */
  no_grantee: z.string(),
  no_roles_left: z.string(),
  not_oneself: z.string(),
  /** {who}, {role} */
  not_held: z.string(),
  no_audit: z.string(),
  /** {rows}, {head} */
  audit_holds: z.string(),
  /** {row}, {fault} */
  audit_broken: z.string(),
  fault_changed: z.string(),
  fault_missing: z.string(),
  /** {head} */
  fault_head: z.string(),
});
export type StaffWords = z.infer<typeof StaffWords>;
