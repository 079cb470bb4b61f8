import { z } from 'zod';

/** What staff are told about forms of paper. */
export const paperWords = {
  paper_number: z.string(),
  paper_blank: z.string(),
  /** {question}, {known} */
  paper_no_answer: z.string(),
  /** {question} */
  paper_not_left_out: z.string(),
  /** {question}, {known} */
  paper_no_question: z.string(),
  /** {number} */
  paper_first: z.string(),
  paper_equal: z.string(),
  /** {number}, {questions} */
  paper_differs: z.string(),
  /** {number} */
  paper_yours: z.string(),
  paper_twice: z.string(),
  paper_taken: z.string(),
  paper_alarm: z.string(),
  paper_alarm_unkept: z.string(),
  paper_alarm_again: z.string(),
  paper_another: z.string(),
  /** {number} */
  paper_settle: z.string(),
  paper_look: z.string(),
  /** {waiting}, {differing} */
  paper_state: z.string(),
  paper_none: z.string(),
  paper_head_differing: z.string(),
  paper_head_waiting: z.string(),
  paper_left_out: z.string(),
  /** {number} */
  paper_not_there: z.string(),
  paper_one_entry: z.string(),
  /** {questions} */
  paper_unsettled: z.string(),
  /** {number} */
  paper_settled: z.string(),
  paper_no_columns: z.string(),
  /** {columns} */
  paper_columns_unread: z.string(),
  /** {rows}, {counted}, {first}, {differs}, {wrong} */
  paper_imported: z.string(),
  paper_row_first: z.string(),
  paper_row_equal: z.string(),
  paper_row_differs: z.string(),
  paper_row_yours: z.string(),
  paper_row_twice: z.string(),
  paper_row_taken: z.string(),
  paper_sheet: z.string(),
  paper_sheet_forms: z.string(),
  paper_sheet_answers: z.string(),
};
