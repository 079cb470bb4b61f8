import { z } from 'zod';
import { Words } from '../engine/index.ts';

/** What the desk itself says, whatever flow is open. The words are data (flows/words.yaml); the gaps that each may fill are named. */
export const DeskPhrases = z.strictObject({
  /** What can be typed at any time. {danger} */
  help: Words,
  /** Added to `help` where the question can be skipped. */
  help_skip: Words,
  /** The one confirmation of STOP. {danger} */
  stopped: Words,
  /** Above the answers. */
  my_data: Words,
  /** Above answers that were changed since. */
  my_data_changed: Words,
  /** {messages}: how many; {day}: since when. */
  my_data_chat: Words,
  /** Above a line for each session that they were at. */
  my_data_sessions: Words,
  my_data_concern: Words,
  /** What can be done about it. */
  my_data_rights: Words,
  /** Above a line for each purpose that they said yes or no to. */
  my_choices: Words,
  /** {what}: the purpose, {day}: since when, {who}: who else stood by it. */
  choice_yes: Words,
  choice_no: Words,
  /** A yes that was taken back. */
  choice_no_more: Words,
  choice_not_asked: Words,
  /** A yes to words that have changed since. */
  choice_changed: Words,
  choice_waits: Words,
  choice_not_at_this_age: Words,
  /** {who} is a name. */
  choice_by_guardian: Words,
  choice_by_witness: Words,
  /** {words}: what was said earlier, a list of the two below. */
  choice_before: Words,
  /** {day} */
  said_yes: Words,
  said_no: Words,
  /** After a yes at an age at which a parent or carer has to say yes too. */
  guardian_too: Words,
  /** After an email or phone number has gone because they wanted it. */
  mark_stays: Words,
  /** MY RECORD: above what it says. */
  my_record: Words,
  /** With the file. */
  my_record_here: Words,
  /** There is nothing yet that it could say. */
  my_record_none: Words,
  /** PATHWAY: above the lines, to somebody who reached something. {stages} */
  pathway_reached: Words,
  /** To somebody who is at no stage: what the pathway is. */
  pathway_start: Words,
  /** Lines. {stage} */
  pathway_stage_done: Words,
  pathway_stage_here: Words,
  pathway_stage_next: Words,
  /** Above what the next stage asks. {stage}, {about} */
  pathway_asks: Words,
  /** {what}; {day}: the last; {have} of {need}. */
  pathway_line_done: Words,
  pathway_line_until: Words,
  pathway_line_to_do: Words,
  pathway_line_count: Words,
  pathway_line_over: Words,
  /** What runs out before long. {what}, {day}: the last, {how}; of a check no day. */
  pathway_soon: Words,
  pathway_soon_check: Words,
  /** Somebody on the team has to look at it. */
  pathway_line_waits: Words,
  /** Told by themselves, asked for by no stage, and signed off. {what}, {day} */
  pathway_line_shown: Words,
  /** {what}, {how} */
  pathway_step: Words,
  /** What lacks comes with time, or is for others to do. */
  pathway_step_none: Words,
  pathway_all_done: Words,
  /** There is no stage ahead. */
  pathway_far: Words,
  /** {goal} */
  pathway_goal: Words,
  pathway_paused: Words,
  pathway_left: Words,
  /** To staff, beside what waits for a sign-off. {who}: as they typed it. */
  pathway_asks_reference: Words,
  pathway_asks_reference_from: Words,
  /** PATHWAY, where something is open that fits. {offers}: titles. */
  pathway_offers: Words,
  /** OFFERS: nothing fits; and where to say yes to hearing of them. */
  offers_none: Words,
  offers_hear: Words,
  /** What an opportunity is, line by line. {title}, {about}; {pay}; {dates}; {place}. */
  offer_what: Words,
  offer_pay: Words,
  offer_no_pay: Words,
  offer_dates: Words,
  offer_place: Words,
  /** {closes}: the last day on which they can say so. */
  offer_until: Words,
  /** More of it: who reads it and when they hear, {closes}, {hears}; {next}; {link}. */
  offer_how: Words,
  offer_next: Words,
  offer_link: Words,
  /** Above a line for each thing that it asks. */
  offer_asks: Words,
  offer_asks_nothing: Words,
  /** Name of the button below an offer. */
  offer_look: Words,
  /** What they said, and what came of it. {title}, {hears} */
  offer_said_yes: Words,
  offer_said_no: Words,
  offer_said_back: Words,
  offer_said_gone: Words,
  offer_told_offered: Words,
  offer_told_not_this_time: Words,
  offer_told_taken: Words,
  /** After a yes, a no, and taking a yes back. {title}, {closes}, {hears} */
  offer_thanks: Words,
  offer_fine: Words,
  offer_back: Words,
  /** In place of them: it closed, is not going ahead, fits no more, or is not kept any more. {title} */
  offer_over: Words,
  offer_withdrawn: Words,
  offer_no_fit: Words,
  offer_gone: Words,
  /** What came back about what young people said. {words}; then {day} and {what}, for each thing that was promised, and that we ask on. */
  finding_yes: Words,
  finding_partly: Words,
  finding_no: Words,
  finding_looking: Words,
  finding_promised: Words,
  finding_asking_on: Words,
  /** The same as those say it who answered, on paper. {words} */
  finding_answer_yes: Words,
  finding_answer_partly: Words,
  finding_answer_no: Words,
  finding_answer_looking: Words,
  /** In place of an office, where its name could say where somebody was. */
  finding_them: Words,
  /** MENTOR: what a mentor is, and what the person said about it. */
  mentor_about: Words,
  mentor_wanted: Words,
  mentor_offered: Words,
  /** Somebody is thought of. {name}: their first name. */
  mentor_question: Words,
  mentor_question_mentor: Words,
  /** {interests}: that both care about. */
  mentor_common: Words,
  /** What the other sees, and what a no does. {day}: until when. */
  mentor_fair: Words,
  /** They said yes. Whatever came of it, up to {day} it is the same. */
  mentor_waits: Words,
  /** The time to answer is over, whatever the other one said. */
  mentor_unmet: Words,
  /** Both did. {name} */
  mentor_agreed: Words,
  mentor_has: Words,
  mentor_is: Words,
  /** In place of a name that we do not have. */
  mentor_somebody: Words,
  /** {day}: until when. */
  paused: Words,
  /** START during a break. */
  unpaused: Words,
  started: Words,
  /** {about}, {minutes}, {until}. Each names its kind, and how to stop. */
  invitation_named: Words,
  invitation_anonymous: Words,
  reminder_named: Words,
  reminder_anonymous: Words,
  /** At an address that a link in an email opened: its first words, what is not for there, and in place of a list of answers. */
  link_opened: Words,
  link_only: Words,
  link_review: Words,
  /** Names of the button and of the link below them. */
  survey_begin: Words,
  survey_link: Words,
  survey_none: Words,
  survey_by_link: Words,
  /** Its time ran out under somebody who was answering. */
  survey_over: Words,
  /** On the page of a link, to words that are about the chat. */
  paper_only: Words,
  /** After the signposts, in an anonymous survey. */
  paper_unknown: Words,
  /** What there is, while a conversation is open. {title}: its name. */
  menu: Words,
  /** {name} */
  welcome_back: Words,
  welcome_back_unnamed: Words,
  /** After it, when something was not finished. */
  resumed: Words,
  /** Who can help, when the screen fires. Says that a person will be told, and promises no secrecy. */
  signposts: Words,
  /** The same where there are no phones. */
  signposts_secure: Words,
  /** A short reminder, when they were told a little while ago. */
  signposts_again: Words,
  signposts_again_secure: Words,
  /** What to do in danger, in one sentence, in the gap {danger}; and the same where there are no phones. */
  danger: Words,
  danger_secure: Words,
  /** After the signposts, when nobody is at work. {day}: when somebody is again. */
  signposts_closed: Words,
  /** To a lead. {id}: of the concern. Never what was written. */
  concern_now: Words,
  concern_soon: Words,
  /** After the signposts, when what was said is no answer to the question that waits. */
  no_hurry: Words,
  /** Before the question of DELETE ME, and after its last words, of somebody about whom a concern is not closed. */
  delete_keeps: Words,
  concern_kept: Words,
  /** To somebody new who asks to be deleted. */
  nothing_kept: Words,
  /** After everything about somebody who had said STOP is gone. */
  deleted: Words,
  /** {code} */
  code_is: Words,
});
export type DeskPhrases = z.infer<typeof DeskPhrases>;
