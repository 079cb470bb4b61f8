import { z } from 'zod';

/** What staff are told about lists of people and their roles. */
export const importWords = {
  /** {name}, {id}: whom we know by the same email or phone number */
  row_known_role: z.string(),
  row_known_several: z.string(),
  row_linked: z.string(),
  row_linked_nothing: z.string(),
  /** {like} */
  row_also: z.string(),
  /** What a row says of somebody; {role}, {since}, {until} */
  row_says: z.string(),
  row_says_until: z.string(),
  row_says_once: z.string(),
  row_says_never: z.string(),
  /** {value}, {near}, {choices}, {column}, {role} */
  row_bad_role: z.string(),
  row_bad_role_near: z.string(),
  row_no_role: z.string(),
  row_no_since: z.string(),
  row_bad_day: z.string(),
  row_bad_first: z.string(),
  row_until_first: z.string(),
  row_not_yet: z.string(),
  row_nobody: z.string(),
  /** {heading}, {column} */
  list_near: z.string(),
  /** {roles}: how many; {batch} */
  list_roles: z.string(),
  list_roles_preview: z.string(),
  list_known: z.string(),
  list_undo: z.string(),
  /** {people} */
  step_import_known: z.string(),
  no_import: z.string(),
  no_imports: z.string(),
  /** {people}, {roles}, {stayed} */
  import_undone: z.string(),
  import_stayed: z.string(),
};
