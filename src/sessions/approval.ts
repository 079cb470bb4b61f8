import type { Project, Setting } from '../desk/ports.ts';
import { dayOf } from './day.ts';

/** Why nothing may be captured for a project. */
export interface ApprovalFault {
  fault: 'approval_over' | 'approval_missing';
  fills: { project: string; until: string };
}

/**
 * Whether something may be captured for a project today. Research in prisons and probation needs the commissioner's approval (HMPPS National
 * Research Committee), so in a secure setting a project has to have its reference; past its last day nothing is captured anywhere, also
 * not for an earlier session: what may be done then is for the commissioner to say. Without a project there is nothing to approve.
 * @param date of the session, as YYYY-MM-DD
 */
export function approvalFault(
  project: Pick<Project, 'name' | 'approval' | 'approvalEnds'> | null,
  setting: Pick<Setting, 'kind'>,
  date: string,
  now: Date,
): ApprovalFault | null {
  if (!project) return null;
  const today = dayOf(now);
  const fills = { project: project.name, until: project.approvalEnds ?? '' };
  if (project.approvalEnds !== null && (today > project.approvalEnds || date > project.approvalEnds))
    return { fault: 'approval_over', fills };
  return setting.kind === 'secure' && project.approval === null ? { fault: 'approval_missing', fills } : null;
}
