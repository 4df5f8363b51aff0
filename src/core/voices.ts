/**
 * The eight voices of the half-cascade models (documented). They come first in the list of all thirty, so that one list
 * serves both.
 */
const HALF_CASCADE_COUNT = 8;

/** The thirty prebuilt voices of the Live API, with the service's spelling (documented). */
export const VOICES: readonly string[] = (
  'Puck Charon Kore Fenrir Aoede Leda Orus Zephyr ' +
  'Callirrhoe Autonoe Enceladus Iapetus Umbriel Algieba Despina Erinome Algenib Rasalgethi Laomedeia Achernar Alnilam ' +
  'Schedar Gacrux Pulcherrima Achird Zubenelgenubi Vindemiatrix Sadachbia Sadaltager Sulafat'
).split(' ');

/** The voices of the models that recognise and synthesise in separate steps. */
export const HALF_CASCADE_VOICES: readonly string[] = VOICES.slice(0, HALF_CASCADE_COUNT);

/** The service's spelling of `name` among `voices`, whatever its case; `undefined` when it is not one of them. */
export const findVoice = (name: string, voices: readonly string[] = VOICES): string | undefined =>
  voices.find((voice) => voice.toLowerCase() === name.trim().toLowerCase());
