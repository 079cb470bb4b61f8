import type { ChannelName } from './basics.ts';

/** Who may do what. */

/** Somebody with an address, and what was granted to them. */
export interface RoleHolder {
  person: string;
  /** null: nobody has said it. */
  name: string | null;
  language: string;
  /** They said STOP: not even a concern is told to them. */
  stopped: boolean;
  /** Where they have an address. */
  channels: ChannelName[];
  roles: { role: string; place: string; rung: number; at: Date }[];
}

export interface Roles {
  /** Whose address this is; null: nobody that is kept. */
  of(channel: ChannelName, address: string): Promise<RoleHolder | null>;
  /** By id or the start of one that fits only one person. */
  ofPerson(id: string): Promise<RoleHolder | null>;
  /** All who have been granted any. */
  list(): Promise<RoleHolder[]>;
  /** Grants it, again with another rung if they have it. `isNew`: keeps the person and the address too. */
  grant(grant: NewGrant): Promise<void>;
  /** false: they did not have it. */
  remove(person: string, role: string, place: string): Promise<boolean>;
}

export interface NewGrant {
  person: string;
  role: string;
  /** As people's `place`; empty: everywhere. */
  place: string;
  rung: number;
  at: Date;
  isNew: { channel: ChannelName; address: string; name: string } | null;
}
