/** How code may write what the table calls `claim`: a field by its last name, an attribute also as its property. */
const spellings = (claim: string): readonly string[] => {
  const bare = claim.replace(/\.\*$/, '').replace(/\[\]|\{\}/g, '');
  const last = bare.slice(bare.lastIndexOf('.') + 1);
  return [last, last.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
};

/** Whether this code has the name of what the table claims, as a word of its own. */
export const isNamedIn = (code: string, claim: string): boolean =>
  spellings(claim).some((name) => new RegExp(`(?<![\\w$-])${name}(?![\\w$-])`).test(code));
