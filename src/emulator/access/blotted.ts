/** Names of parameters; anything else in a query may be a key that lost its place. */
const NAMES: readonly string[] = ['key', 'access_token', 'alt', '$alt'];

/** The path with the values of its parameters blotted out: keys and tokens are not kept. */
export const blotted = (url: string): string => {
  const [path = '', ...rest] = url.split('?');
  if (rest.length === 0) return path;
  const parameters = rest
    .join('?')
    .split('&')
    .map((parameter) => {
      const [name = '', ...value] = parameter.split('=');
      if (value.length === 0) return parameter === '' ? '' : '…';
      return `${NAMES.includes(name) ? name : '…'}=…`;
    });
  return `${path}?${parameters.join('&')}`;
};
