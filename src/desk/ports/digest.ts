/** What staff are told of a week. */

/** A figure about people; null: about too few of them to be said, and nobody is too few as well. */
export type Guarded = number | null;

/** Figures without names, as they are kept and shown. */
export interface DigestFigures {
  /** Sessions that were held. */
  sessions: number;
  registered: Guarded;
  asked: Guarded;
  /** Surveys that can be answered, and those that closed in the week. */
  surveysOpen: number;
  surveysClosed: number;
  /** Paid work and other roles that people can say they are interested in, and how many people said so in the week. */
  opportunities: number;
  interested: Guarded;
  /** Finished responses in the results that were published in the week: these went through disclosure control. */
  published: number;
  /** Sessions of the last four weeks whose survey is due and was not sent. */
  surveysDue: number;
  /** People whom a message did not reach, or may not have reached. */
  unreached: Guarded;
  /** Names of jobs that are late. */
  late: string[];
}

export interface Digest {
  /** When the week was over. */
  week: Date;
  figures: DigestFigures;
}

/** What became of a digest in the staff channel. `posting`: it may have arrived. null: it was not tried, or not taken. */
export type Posted = 'posting' | 'sent' | 'unknown' | 'failed' | null;

export interface Digests {
  /** Plain counts of a week, of which nothing may be shown as it is. @param days the same week as days, YYYY-MM-DD, without the last */
  count(
    week: { from: Date; until: Date },
    days: { from: string; until: string },
  ): Promise<Pick<{ [Figure in keyof DigestFigures]: number }, Exclude<keyof DigestFigures, 'late' | 'surveysDue'>>>;
  /** Keeps the figures of a week, the first that are given. true: these. */
  keep(digest: Digest): Promise<boolean>;
  /** That week's; null: there is none. */
  of(week: Date): Promise<Digest | null>;
  newest(): Promise<Digest | null>;
  /** true: nobody has tried to post it, and it is ours to post. */
  take(week: Date): Promise<boolean>;
  posted(week: Date, posted: Posted): Promise<void>;
}
