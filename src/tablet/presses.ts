/** A second press within so many milliseconds is a double press, and none of the next question. */
const samePress = 400;

/** Lets no second half of a double press through: it may land on an answer of the question that has just come. Keys have no such halves. */
export function withoutDouble(): (event: MouseEvent) => void {
  let pressedAt = -samePress;
  return (event) => {
    const again = event.detail > 1 || (event.detail > 0 && event.timeStamp - pressedAt < samePress);
    pressedAt = event.timeStamp;
    if (!again) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
}
