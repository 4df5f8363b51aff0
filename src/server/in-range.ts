/** The number if it is whole and within both bounds; else a RangeError that names the option. */
export const inRange = (name: string, value: number, min: number, max: number): number => {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${name} must be a whole number from ${min} to ${max}.`);
};
