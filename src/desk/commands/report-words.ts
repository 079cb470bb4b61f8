import { z } from 'zod';

/** What staff are told of the pathways' figures. */
export const reportWords = {
  report_title: z.string(),
  /** {works}, {first}: stages */
  report_rule: z.string(),
  /** {yes}, {staff}, {share}, {day} */
  report_share: z.string(),
  /** {least} */
  report_hidden: z.string(),
  report_no_staff: z.string(),
  report_by_hidden: z.string(),
  /** {count}, {staff}, {day} */
  report_no_start: z.string(),
  report_no_work: z.string(),
  report_bounds: z.string(),
  report_older: z.string(),
  report_everybody: z.string(),
  report_by_role: z.string(),
  report_by_cohort: z.string(),
  /** {from}, {to} */
  report_years: z.string(),
  report_stages: z.string(),
  report_median: z.string(),
  /** {least} */
  fewer: z.string(),
  /** {count} */
  at_least_so_many: z.string(),
  /** {months} */
  months_one: z.string(),
  months_many: z.string(),
  months_none: z.string(),
  months_few: z.string(),
  /** {lowest}, {highest} */
  share_range: z.string(),
  report_alt: z.string(),
  report_date_unread: z.string(),
  report_picture_name: z.string(),
};
