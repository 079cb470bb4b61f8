/** Something wrong in a file of this room, so that whoever wrote it can go to the line. */
export interface Fault {
  /** Name of the file in its folder. */
  file: string;
  /** From 1. */
  line: number;
  /** Says what is wrong and what to do. */
  message: string;
  /** `refuse`: the flow can't be published. `note`: shown, and published all the same. */
  weight: 'refuse' | 'note';
}

/** `register-interest.yaml:12: …`: what editors and terminals can jump to. */
export function sentence(fault: Fault): string {
  return `${fault.file}:${fault.line}: ${fault.message}`;
}

/** Files that cannot be read as what they should be: nothing can start with them. The message has a sentence for each fault. */
export class UnreadableFlows extends Error {
  readonly faults: Fault[];

  constructor(faults: Fault[]) {
    super(faults.map(sentence).join('\n'));
    this.name = 'UnreadableFlows';
    this.faults = faults;
  }
}
