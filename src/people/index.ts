/** PEOPLE: who they are to us, and what that lets them do. Pure rules. */
export { type GrantedRole, grantedRoles, type Permission, permissions, type Role, rolesThatMay } from './roles.ts';
