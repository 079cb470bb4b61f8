/** Who somebody is to us. Participant and alum are earned and nobody grants them; the others an admin grants. */
export const grantedRoles = ['facilitator', 'staff', 'analyst', 'safeguarding lead', 'admin'] as const;
export type GrantedRole = (typeof grantedRoles)[number];
export type Role = 'participant' | 'alum' | GrantedRole;

/**
 * Who may do what: the one table. What is not in it nobody may. A facilitator is often a peer, so no answer of anybody is theirs to see;
 * a concern is its lead's alone, and not an admin's either. (Judgement, after UK GDPR Art 25 and 32: nobody sees more than their work needs.)
 */
const matrix = {
  'see people': ['staff', 'safeguarding lead', 'admin'],
  'import people': ['staff', 'admin'],
  /** Two who are one: what each door shows, and who is counted, hangs on it. */
  'merge people': ['staff', 'admin'],
  'record consents': ['facilitator', 'staff'],
  'see home': ['facilitator', 'staff', 'analyst', 'safeguarding lead', 'admin'],
  /** How many came, and to what. Names and notes are for those who may see people. */
  'see sessions': ['facilitator', 'staff', 'analyst', 'safeguarding lead', 'admin'],
  /** Those that they recorded or facilitate. */
  'record sessions': ['facilitator', 'staff', 'admin'],
  'record sessions of others': ['staff', 'admin'],
  'manage settings': ['staff', 'admin'],
  /** Which did not arrive, and why. Nobody's words. */
  'see messages': ['staff', 'safeguarding lead', 'admin'],
  'retry messages': ['staff', 'admin'],
  'see concerns': ['safeguarding lead'],
  'handle concerns': ['safeguarding lead'],
  'send surveys': ['staff', 'admin'],
  'see surveys': ['facilitator', 'staff', 'analyst', 'admin'],
  /** What is planned to go to people unasked, and what did not go. */
  'see nudges': ['staff', 'admin'],
  'change nudges': ['staff', 'admin'],
  /** Where people are on the pathway, what shows it, and what they lack. Of a check its outcome. */
  'see pathways': ['staff', 'safeguarding lead', 'admin'],
  /** How many came through and how far, in figures from which nobody can be picked out. */
  'see pathway figures': ['staff', 'analyst', 'safeguarding lead', 'admin'],
  /** Who may sign off a stage, the pathway itself says too. */
  'change pathways': ['staff', 'safeguarding lead', 'admin'],
  /** You said, they did: what was found, who was asked, and what they promised. Names no young person. */
  'see findings': ['staff', 'analyst', 'admin'],
  'manage findings': ['staff', 'admin'],
  /** Figures from which nobody can be picked out, and words that people let us use. */
  'see results': ['staff', 'analyst'],
  /** Reports for those who decide, and which quotes go into them. */
  'make packs': ['staff', 'analyst', 'admin'],
  /** What people wrote, scrubbed, one text after the other and nothing beside it. Not for facilitators: they know who was there. */
  'code answers': ['staff', 'analyst'],
  'see policy': ['facilitator', 'staff', 'analyst', 'safeguarding lead', 'admin'],
  'see roles': ['admin'],
  'change roles': ['admin'],
  'see audit': ['safeguarding lead', 'admin'],
  'run retention': ['admin'],
} as const satisfies Record<string, readonly GrantedRole[]>;

export type Permission = keyof typeof matrix;
export const permissions = Object.keys(matrix) as Permission[];

export function rolesThatMay(permission: Permission): readonly Role[] {
  return matrix[permission];
}
