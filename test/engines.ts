/**
 * What an engine cannot do. A test that needs such a thing is defined only where it can pass (`if (can('…')) it(…)`);
 * `npm run test:all` prints this list with its result.
 */
export interface Exclusion {
  readonly feature: string;
  readonly engines: readonly ('chromium' | 'firefox' | 'webkit')[];
  readonly reason: string;
}

export const EXCLUSIONS = [
  {
    feature: 'recorded-microphone',
    engines: ['firefox', 'webkit'],
    reason: "only Chromium's fake microphone can play a file; the other engines' plays a tone",
  },
  {
    feature: 'touch',
    engines: ['firefox', 'webkit'],
    reason: "only Chromium's protocol can cancel a touch, as a phone does when it scrolls",
  },
  {
    feature: 'mouse',
    engines: ['webkit'],
    reason: "the launcher that gives each file a browser of its own passes no mouse on to WebKit's driver",
  },
  {
    feature: 'taken-pointer',
    engines: ['firefox', 'webkit'],
    reason:
      "no lostpointercapture came in Firefox when another element took the driver's mouse; why is not known",
  },
  {
    feature: 'chosen-speaker',
    engines: ['firefox', 'webkit'],
    reason: 'only Chromium has AudioContext.setSinkId(), and fake speakers to choose from',
  },
  {
    feature: 'steady-room',
    engines: ['webkit'],
    reason:
      'sound that goes from one AudioContext to another as a stream comes by up to a second later when the machine is busy, and stays so: no echo is as late',
  },
] as const satisfies readonly Exclusion[];

/** Rules of our own and what goes over the wire, which no engine decides. */
const UNDECIDED = [
  'test/{conversation,core,dsp,engine,locales,tools}/**',
  'test/wire/sdk-*.test.ts',
  'test/element/{backends,changes,changes-locked,config-fields,config-vertex,context,hostile,insight}.test.ts',
  'test/element/{message-fields,modalities,models,order,pipelines,replay,settings,usage,values}.test.ts',
  'test/element/tools{,-blocking,-line,-nameless,-results,-setup}.test.ts',
];

/**
 * What an engine's suite leaves out, for the time that it takes. What an engine has a hand in (sound, capture, devices, sockets,
 * pages, styles, policies) runs in all three; the demo in two.
 */
export const LEFT_OUT: Readonly<Record<'chromium' | 'firefox' | 'webkit', readonly string[]>> = {
  chromium: [],
  firefox: [...UNDECIDED, 'test/demo/**'],
  webkit: UNDECIDED,
};

export type Feature = (typeof EXCLUSIONS)[number]['feature'];

/** The engine that runs this page. */
export const engine = (userAgent = navigator.userAgent): 'chromium' | 'firefox' | 'webkit' => {
  if (/\bFirefox\//.test(userAgent)) return 'firefox';
  // Without a window it calls itself HeadlessChrome.
  return /Chrom(e|ium)\//.test(userAgent) ? 'chromium' : 'webkit';
};

/** Whether the engine that runs this page can do this. */
export const can = (feature: Feature): boolean => {
  const exclusions: readonly Exclusion[] = EXCLUSIONS;
  return !exclusions.some(
    (exclusion) => exclusion.feature === feature && exclusion.engines.includes(engine()),
  );
};
