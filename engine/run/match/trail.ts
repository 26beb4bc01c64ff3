/** The relationships that a MATCH has traversed so far; it must traverse none of them again. */
export class Trail {
  private readonly walked: number[] = [];
  private readonly many = new Set<number>();

  has(relationship: number): boolean {
    const { walked } = this;
    if (walked.length > 16) return this.many.has(relationship);
    for (let index = 0; index < walked.length; index += 1) if (walked[index] === relationship) return true;
    return false;
  }

  push(relationship: number): void {
    this.walked.push(relationship);
    if (this.walked.length === 17) for (const one of this.walked) this.many.add(one);
    else if (this.walked.length > 17) this.many.add(relationship);
  }

  pop(): void {
    const relationship = this.walked.pop() as number;
    if (this.walked.length >= 16) this.many.delete(relationship);
    if (this.walked.length === 16) this.many.clear();
  }
}
