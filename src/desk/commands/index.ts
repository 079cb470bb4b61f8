/** THE COMMANDS OF STAFF: one table, from which the terminal, Slack and Teams make theirs. */
import { auditList, auditVerify } from './audit.ts';
import type { StaffCommand } from './command.ts';
import { concernsList, concernsMark, concernsRead } from './concerns.ts';
import { consentsRecord } from './consents.ts';
import { peopleImport } from './import.ts';
import { outlineOf } from './outline.ts';
import { peopleList, peopleShow } from './people.ts';
import { policyShow } from './policy.ts';
import { retention } from './retention.ts';
import { rolesGrant, rolesList, rolesRemove } from './roles.ts';
import { surveyClose, surveyConfirm, surveyList, surveySend, surveyShow, surveyUndo } from './surveys.ts';

export const commands: readonly StaffCommand[] = [
  peopleList,
  peopleShow,
  peopleImport,
  concernsList,
  concernsRead,
  concernsMark,
  consentsRecord,
  surveySend,
  surveyConfirm,
  surveyUndo,
  surveyList,
  surveyShow,
  surveyClose,
  policyShow,
  rolesList,
  rolesGrant,
  rolesRemove,
  auditList,
  auditVerify,
  retention,
];

export const commandOutlines = commands.map(outlineOf);
