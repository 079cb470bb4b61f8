/** Orders of staff that are done once, whichever replica they come to. */

export interface Claims {
  /**
   * Claims what nobody has claimed, or whose claim has run out, until `until`. Of two at once, one gets it. `done`: it was done, for good; `going`:
   * somebody is at it, or stopped in the middle, which shows when their claim has run out.
   */
  take(claim: Claim, at: Date): Promise<'mine' | 'done' | 'going'>;
  /** For good. */
  done(claims: readonly Claim[]): Promise<void>;
  /** Nothing was done. What somebody else has claimed since stays theirs. */
  free(claims: readonly Claim[]): Promise<void>;
}

export interface Claim {
  /** Of a few of these at once no two are the same. */
  key: string;
  until: Date;
}
