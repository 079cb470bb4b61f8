/** The most of `most` that fits, where more never fits better. */
export function fitting(most: number, fits: (count: number) => boolean): number {
  if (fits(most)) return most;
  let [least, above] = [0, most];
  while (above - least > 1) {
    const middle = Math.floor((least + above) / 2);
    if (fits(middle)) least = middle;
    else above = middle;
  }
  return least;
}
