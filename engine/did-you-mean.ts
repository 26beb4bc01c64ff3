/** The one of these that a misspelt name may have meant, or null: another case, one slip, or two letters changed places. */
export function nearName(name: string, known: Iterable<string>): string | null {
  const small = name.toLowerCase();
  let near: string | null = null;
  for (const other of known) {
    if (other === name) continue;
    const otherSmall = other.toLowerCase();
    if (otherSmall === small) return other;
    if (near === null && isOneSlipAway(otherSmall, small)) near = other;
  }
  return near;
}

/** Short names are too often one slip from another to tell anything. */
const SHORTEST = 3;

function isOneSlipAway(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1 || Math.min(left.length, right.length) < SHORTEST) return false;
  let head = 0;
  while (head < left.length && left[head] === right[head]) head += 1;
  if (left.length > right.length) return left.slice(head + 1) === right.slice(head);
  if (left.length < right.length) return left.slice(head) === right.slice(head + 1);
  const isSwapped = left[head] === right[head + 1] && left[head + 1] === right[head];
  return (
    (isSwapped && left.slice(head + 2) === right.slice(head + 2)) || left.slice(head + 1) === right.slice(head + 1)
  );
}
