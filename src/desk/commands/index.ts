/** THE COMMANDS OF STAFF: one table, from which the terminal, Slack and Teams make theirs. */
import { sessionAttend, sessionUndo } from './attend.ts';
import { auditList, auditVerify } from './audit.ts';
import { blackoutsAdd, blackoutsList, blackoutsRemove } from './blackouts.ts';
import { codeAs, codeNext, codeSettle, codeUndo } from './code.ts';
import { codeAgreement, codeBook, codeStatus } from './code-report.ts';
import type { StaffCommand } from './command.ts';
import { concernsList, concernsMark, concernsRead } from './concerns.ts';
import { consentsRecord } from './consents.ts';
import { digest } from './digest.ts';
import { evidenceAdd } from './evidence.ts';
import { evidenceRemove } from './evidence-remove.ts';
import { findingNotice } from './finding-notice.ts';
import { findingDone, findingPromise, findingTakeOut } from './finding-promises.ts';
import { findingConfirm, findingTell, findingUndo } from './finding-tell.ts';
import { findingAdd, findingAnswer, findingList, findingSend, findingShow } from './findings.ts';
import { sessionConsent, sessionScript } from './group-consent.ts';
import { handsCount } from './hands.ts';
import { home } from './home.ts';
import { importLists, importUndo, peopleImport } from './import.ts';
import { matrix } from './matrix.ts';
import { peopleApart, peopleMatches, peopleMerge, peopleUnmerge } from './merges.ts';
import { messagesFailed, messagesRetry, peopleUnreachable } from './messages.ts';
import { nudgesCancel, nudgesEdit, nudgesHold, nudgesNext, nudgesRelease, nudgesUnsent } from './nudges.ts';
import {
  opportunityClose,
  opportunityConfirm,
  opportunityEdit,
  opportunityList,
  opportunityOf,
  opportunityPost,
  opportunityTell,
  opportunityWithdraw,
} from './opportunities.ts';
import { outlineOf } from './outline.ts';
import { packBasis, packVerify } from './pack-checks.ts';
import { packList, packMake, packShow } from './packs.ts';
import { pairKeepApart, pairLiftApart } from './pair-apart.ts';
import { pairSuggest } from './pair-suggest.ts';
import { pairAllow, pairEnd, pairIntroduced, pairList, pairPropose } from './pairs.ts';
import { paperEnter, paperImport } from './paper-enter.ts';
import { paperDifferences, paperSettle } from './paper-settle.ts';
import { paperSheet } from './paper-sheet.ts';
import { pathwayBoard } from './pathway-board.ts';
import { pathwayOf, pathwayReady } from './pathway-lists.ts';
import { pathwayConfirm, pathwayMove, pathwayReverse, pathwayWaive } from './pathway-move.ts';
import { pathwayRecord } from './pathway-record.ts';
import { pathwayReport } from './pathway-report.ts';
import { peopleAnswered, peopleList, peopleShow } from './people.ts';
import { policyShow } from './policy.ts';
import { projectsAdd, projectsApprove, projectsList, projectsTitle } from './projects.ts';
import { checkRecord, proofRecord, proofSign, proofUndo, trainingRecord } from './proofs.ts';
import { quoteApprove, quoteLeave, quoteNext } from './quotes.ts';
import { reach } from './reach.ts';
import { surveyCut, surveyExport, surveyResults } from './results.ts';
import { retention } from './retention.ts';
import { rolesGrant, rolesList, rolesRemove } from './roles.ts';
import { surveyRoom } from './room.ts';
import { sessionNew } from './session-new.ts';
import { sessionPack } from './session-pack.ts';
import { sessionCancel, sessionMove } from './session-planned.ts';
import { sessionHeads, sessionList, sessionShow } from './sessions.ts';
import { settingsAdd, settingsList } from './settings.ts';
import { surveyClose, surveyConfirm, surveyList, surveySend, surveyShow, surveyUndo } from './surveys.ts';
import { surveyTablet } from './tablet.ts';
import { surveyUnanswered } from './unanswered.ts';

export const commands: readonly StaffCommand[] = [
  home,
  digest,
  sessionList,
  sessionNew,
  sessionShow,
  sessionAttend,
  sessionUndo,
  sessionMove,
  sessionCancel,
  sessionHeads,
  sessionScript,
  sessionConsent,
  sessionPack,
  evidenceAdd,
  evidenceRemove,
  reach,
  settingsList,
  settingsAdd,
  projectsList,
  projectsAdd,
  projectsApprove,
  projectsTitle,
  peopleList,
  peopleShow,
  peopleAnswered,
  peopleImport,
  importLists,
  importUndo,
  peopleMatches,
  peopleMerge,
  peopleUnmerge,
  peopleApart,
  peopleUnreachable,
  messagesFailed,
  messagesRetry,
  pathwayOf,
  pathwayReady,
  pathwayBoard,
  pathwayReport,
  pathwayMove,
  pathwayConfirm,
  pathwayReverse,
  pathwayWaive,
  pathwayRecord,
  trainingRecord,
  checkRecord,
  proofRecord,
  proofSign,
  proofUndo,
  opportunityPost,
  opportunityConfirm,
  opportunityList,
  opportunityOf,
  opportunityEdit,
  opportunityClose,
  opportunityWithdraw,
  opportunityTell,
  findingList,
  findingShow,
  findingAdd,
  findingSend,
  findingAnswer,
  findingPromise,
  findingDone,
  findingTakeOut,
  findingTell,
  findingConfirm,
  findingUndo,
  findingNotice,
  pairList,
  pairSuggest,
  pairPropose,
  pairAllow,
  pairIntroduced,
  pairEnd,
  pairKeepApart,
  pairLiftApart,
  concernsList,
  concernsRead,
  concernsMark,
  consentsRecord,
  surveySend,
  surveyConfirm,
  surveyUndo,
  surveyRoom,
  surveyTablet,
  surveyCut,
  handsCount,
  paperEnter,
  paperImport,
  paperDifferences,
  paperSettle,
  paperSheet,
  surveyList,
  surveyShow,
  surveyResults,
  surveyExport,
  matrix,
  packMake,
  packList,
  packShow,
  packBasis,
  packVerify,
  quoteNext,
  quoteApprove,
  quoteLeave,
  surveyClose,
  surveyUnanswered,
  codeNext,
  codeAs,
  codeSettle,
  codeUndo,
  codeStatus,
  codeAgreement,
  codeBook,
  nudgesNext,
  nudgesUnsent,
  nudgesHold,
  nudgesRelease,
  nudgesCancel,
  nudgesEdit,
  blackoutsList,
  blackoutsAdd,
  blackoutsRemove,
  policyShow,
  rolesList,
  rolesGrant,
  rolesRemove,
  auditList,
  auditVerify,
  retention,
];

export const commandOutlines = commands.map(outlineOf);
