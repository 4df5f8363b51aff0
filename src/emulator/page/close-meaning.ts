import { REASONS, REFUSALS } from '../assumptions/index.ts';
import type { Closing } from '../line/emulator-connection.ts';
import type { RecordedClose } from '../recording/format.ts';

/** What the codes mean of themselves (RFC 6455 §7.4.1), and on this service. */
const CODES: Readonly<Record<number, string>> = {
  1000: 'A normal end.',
  1001: 'The page was left, or the server is going away.',
  1005: 'A normal end: the close frame carried no code, as `close()` of a browser sends it.',
  1006: 'The line was dropped: no close frame came. A browser sees the same when the upgrade is refused.',
  1007: 'The service could not accept what was sent.',
  1008: 'The service refused: credentials, model, session or policy.',
  1009: 'A message was too large.',
  1011: 'The service could not go on.',
};

/** What must have happened for such words, by the table of refusals. */
const situationsOf = ({ code, reason }: Closing): readonly string[] =>
  Object.values(REFUSALS)
    .filter(([name]) => {
      const [usual, words] = REASONS[name];
      return usual === code && reason !== '' && words.startsWith(reason.slice(0, 60));
    })
    .map(([, , when]) => when);

/** More situations than this explain nothing. */
const FEW = 3;

/** A close in words for who looks at it: why the twin closed when it knows, else what the code and the words can mean. */
export const meaningOf = ({ closing, why }: RecordedClose): string => {
  const general = CODES[closing.code] ?? '';
  const situations = why === undefined ? situationsOf(closing) : [why];
  if (situations.length === 0 || situations.length > FEW) return general;
  return `${general} Here it was ${situations.join(', or ')}.`.trim();
};
