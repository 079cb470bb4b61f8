import type { PersonalClass } from '../../desk/ports.ts';

/** Pieces of SQL that say whose time has come. `p`: a row of `person`. The dry run and the removal are made of the same pieces. */

/** They work here: their silence says nothing, and a lead who is gone would be told of no concern. */
export const working = 'EXISTS (SELECT 1 FROM role_grant r WHERE r.person_id = p.id)';

/** Something of the class is there. Of somebody who said STOP, the STOP and the addresses of the chat are for good. */
export const something: Record<PersonalClass, string> = {
  conversations: 'EXISTS (SELECT 1 FROM message m WHERE m.person_id = p.id)',
  answers: `(EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = p.id) OR EXISTS (SELECT 1 FROM response x WHERE x.person_id = p.id)
    OR EXISTS (SELECT 1 FROM invitation i WHERE i.person_id = p.id) OR EXISTS (SELECT 1 FROM proof f WHERE f.person_id = p.id AND f.words IS NOT NULL)
    OR EXISTS (SELECT 1 FROM enrolment e WHERE e.person_id = p.id AND e.goal IS NOT NULL))`,
  contact_details: `(p.stopped_at IS NULL OR p.name IS NOT NULL OR p.age_band IS NOT NULL OR p.place IS NOT NULL OR p.zone IS NOT NULL OR p.registered_at IS NOT NULL
    OR p.person_wanted_at IS NOT NULL OR p.paused_until IS NOT NULL OR p.concern_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM consent c WHERE c.person_id = p.id) OR EXISTS (SELECT 1 FROM resume_code r WHERE r.person_id = p.id)
    OR EXISTS (SELECT 1 FROM attendance t WHERE t.person_id = p.id) OR EXISTS (SELECT 1 FROM session_facilitator f WHERE f.person_id = p.id)
    OR EXISTS (SELECT 1 FROM proof f WHERE f.person_id = p.id) OR EXISTS (SELECT 1 FROM stage_change s WHERE s.person_id = p.id)
    OR EXISTS (SELECT 1 FROM interest i WHERE i.person_id = p.id)
    OR EXISTS (SELECT 1 FROM waiver w WHERE w.person_id = p.id) OR EXISTS (SELECT 1 FROM enrolment e WHERE e.person_id = p.id)
    OR EXISTS (SELECT 1 FROM mentoring m WHERE m.person_id = p.id) OR EXISTS (SELECT 1 FROM pairing g WHERE p.id IN (g.mentee_id, g.mentor_id))
    OR EXISTS (SELECT 1 FROM pair_apart k WHERE p.id IN (k.first, k.second))
    OR EXISTS (SELECT 1 FROM tenure t WHERE t.person_id = p.id)
    OR EXISTS (SELECT 1 FROM address a WHERE a.person_id = p.id AND a.channel IN ('email', 'sms')))`,
};

/** Nobody has heard from them since. Who was merged goes with whom they have become. The first two spare most people the question. @param before a moment, in SQL */
export const silent = (before: string) =>
  `p.merged_into IS NULL AND p.created_at <= ${before} AND (p.heard_at IS NULL OR p.heard_at <= ${before}) AND last_heard(p.id) <= ${before}`;
