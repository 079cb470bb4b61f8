/** Puts one SQL statement together from parts, with its parameters numbered. The same parts always give the same text, so it stays prepared. */
export class Statement {
  private readonly parts: string[] = [];
  readonly params: unknown[] = [];

  /** A parameter's place in the text. `type` is what PostgreSQL shall take it for. */
  param(value: unknown, type: string): string {
    this.params.push(value);
    return `$${this.params.length}::${type}`;
  }

  with(name: string, sql: string): this {
    this.parts.push(`${name} AS (${sql})`);
    return this;
  }

  select(sql: string): { text: string; params: unknown[] } {
    return { text: `WITH ${this.parts.join(', ')} ${sql}`, params: this.params };
  }
}
