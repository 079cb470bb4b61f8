/** PEOPLE: who they are to us, what they agreed to, and what follows from it. Pure rules. */
export { agreedOf, type Choice, choicesOf, lastWords, mayUse, ruleFor, type Standing, whoConsents } from './consent.ts';
export { type GrantedRole, grantedRoles, type Permission, permissions, type Role, rolesThatMay } from './roles.ts';
