/** How large everything can be drawn, in percent. */
export const zooms = [75, 90, 100, 110, 125, 150, 175, 200];

export const usualZoom = 100;

/** The next larger one, or the largest. */
export function larger(zoom: number): number {
  return zooms.find((each) => each > zoom) ?? Math.max(...zooms);
}

/** The next smaller one, or the smallest. */
export function smaller(zoom: number): number {
  return zooms.filter((each) => each < zoom).pop() ?? Math.min(...zooms);
}
