/** Characters that turn the direction of what follows, and could so make a text look like another; and those without a shape. */
const DECEIVING = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Text from outside for one line of the interface: without what could deceive the reader, and not longer than `max` UTF-16
 * units, of which the last is then an ellipsis. Anything but a text gives ''.
 */
export const plain = (text: unknown, max: number): string => {
  if (typeof text !== 'string') return '';
  // What is cut off is not looked at: a model may send megabytes.
  const clean = text
    .slice(0, 4 * max)
    .replace(DECEIVING, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clean.length <= max ? clean : `${clean.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
};
