import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { capabilityProblems, type Facts } from '../../build/capabilities/check.ts';
import { playgroundData } from '../../build/capabilities/controls.ts';
import { CHAPTERS } from '../../build/capabilities/index.ts';
import { playgroundInDemo } from '../../build/capabilities/shown.ts';
import { valueProblems } from '../../build/capabilities/enum-values.ts';
import { configFieldKinds } from '../../build/capabilities/sdk-types.ts';
import { row } from '../../build/capabilities/capability.ts';
import { NOT_APPLICABLE } from '../../build/capabilities/not-applicable.ts';
import { elementOptions } from '../../build/capabilities/options.ts';
import { sdkFields } from '../../build/capabilities/sdk.ts';
import { elementIn } from '../../build/manifest.ts';
import { path } from '../../build/paths.ts';

const DECLARATIONS = readFileSync(path('node_modules/@google/genai/dist/genai.d.ts'), 'utf8');
const element = elementIn(readFileSync(path('custom-elements.json'), 'utf8'));
const facts: Facts = { chapters: CHAPTERS, notApplicable: NOT_APPLICABLE, fields: sdkFields(), element };

/** The problems that the table has with these facts and has not with the real ones. */
const problems = (changed: Partial<Facts>): readonly string[] => {
  const known = new Set(capabilityProblems(facts));
  return capabilityProblems({ ...facts, ...changed }).filter((problem) => !known.has(problem));
};

/** The fields, were this line in the SDK's declaration of a type. */
const withField = (type: string, line: string): readonly string[] => {
  const start = DECLARATIONS.search(new RegExp(`export declare (?:interface|class) ${type}\\b[^{]*\\{`));
  const brace = DECLARATIONS.indexOf('{', start) + 1;
  assert.ok(start > 0, type);
  return sdkFields(`${DECLARATIONS.slice(0, brace)}\n${line}\n${DECLARATIONS.slice(brace)}`);
};

const page = 'playground.html';
const proof = 'core/usage.test.ts';
const chapter = (...capabilities: ReturnType<typeof row>[]) => [...CHAPTERS, { title: 'More', capabilities }];

test('the table fits the SDK, the element and the files', () => {
  assert.deepEqual(capabilityProblems(facts), []);
  assert.ok(facts.fields.length > 500);
});

for (const [type, field] of [
  ['LiveConnectConfig', 'config.smell'],
  ['SpeechConfig', 'config.speechConfig.smell'],
  ['ThinkingConfig', 'config.thinkingConfig.smell'],
  ['AutomaticActivityDetection', 'config.realtimeInputConfig.automaticActivityDetection.smell'],
  ['AudioTranscriptionConfig', 'config.inputAudioTranscription.smell'],
  ['GenerationConfig', 'config.generationConfig.smell'],
  ['LiveSendRealtimeInputParameters', 'realtimeInput.smell'],
  ['LiveServerContent', 'serverContent.smell'],
  ['UsageMetadata', 'usageMetadata.smell'],
  ['LiveServerMessage', 'smell'],
] as const) {
  test(`a new field of ${type} is a problem until somebody deals with it`, () => {
    const fields = withField(type, 'smell?: string;');
    assert.ok(fields.includes(field));
    const [first = ''] = problems({ fields });
    assert.match(
      first,
      /^The SDK declares \S*smell, which is neither .* nor listed there as not applicable\.$/,
    );
    assert.ok(problems({ fields }).some((problem) => problem.includes(`${field},`)));
    const notApplicable = { ...NOT_APPLICABLE, [field]: 'nobody smells here' };
    assert.ok(!problems({ fields, notApplicable }).some((problem) => problem.includes(`${field},`)));
  });
}

test('so is a field that the SDK has no more', () => {
  const fields = facts.fields.filter((field) => field !== 'config.seed');
  assert.match(problems({ fields }).join(), /has config\.seed, which the SDK does not declare/);
  const notApplicable = { ...NOT_APPLICABLE, 'config.gone.*': 'it went' };
  assert.match(problems({ notApplicable }).join(), /has config\.gone\.\*, which the SDK does not declare/);
});

test('so are an attribute, an event, a method without a row, and a row without them', () => {
  const attributes = [...(element.attributes ?? []), { name: 'smell' }];
  const events = [...(element.events ?? []), { name: 'gemini-live-smell' }];
  const members = [...(element.members ?? []), { kind: 'method' as const, name: 'sniff' }];
  assert.deepEqual(
    problems({ element: { ...element, attributes, events, members } }).map((text) => text.split(',')[0]),
    ['The element has smell', 'The element has .sniff', 'The element has gemini-live-smell'],
  );
  const chapters = chapter(row('Smell', { by: 'nose options.nose' }, page, proof));
  assert.match(problems({ chapters }).join(), /names nose, .* names options\.nose, which/);
});

test('so are a page and a test that are not there', () => {
  const chapters = chapter(row('Smell', {}, 'pages/smell.html', 'nose/smell.test.ts'));
  const said = problems({ chapters });
  assert.equal(said.length, 2);
  assert.match(
    said.join(' '),
    /demo\/pages\/smell\.html, which is not there.*test\/nose\/smell\.test\.ts, which/,
  );
});

test('so is a claim that no test of its row names, in code', () => {
  const claims = { fields: 'config.seed', by: 'silence-duration-ms' };
  const at = (tests: string): string =>
    problems({ chapters: chapter(row('Smell', claims, page, tests)) }).join();
  assert.match(at(proof), /claims config\.seed, which test\/core\/usage\.test\.ts does not name/);
  assert.match(at(proof), /claims silence-duration-ms, which/);
  assert.equal(at(`${proof} element/config-fields.test.ts element/settings.test.ts`), '');
});

test('so is a page that has none of the names of what it is to show', () => {
  const at = (where: string): string =>
    problems({
      chapters: chapter(row('Smell', { by: 'no-captions' }, where, 'element/changes.test.ts')),
    }).join();
  assert.match(at('pages/tools.html'), /shown on demo\/pages\/tools\.html, which has none of its names/);
  assert.match(at('pages/nowhere.html'), /which has none of its names/);
  assert.equal(at(page), '');
});

test('so is what the playground lacks: an attribute, an option, an event, a field, the service’s tools, a voice', () => {
  const { groups, events } = playgroundInDemo();
  for (const [gone, said] of [
    ['voice', 'voice'],
    ['options.record', 'options.record'],
    ['config.seed', 'config.seed'],
    ['config.tools', 'config.tools[].codeExecution.*'],
    ['config.safetySettings', 'config.safetySettings[].threshold'],
    [
      'config.speechConfig.voiceConfig.replicatedVoiceConfig',
      'config.speechConfig.voiceConfig.replicatedVoiceConfig.*',
    ],
    ['gemini-live-usage', 'gemini-live-usage'],
  ] as const) {
    const playground = {
      groups: groups.map(({ title, controls }) => ({
        title,
        controls: controls.filter(({ key }) => key !== gone),
      })),
      events: events.filter((name) => name !== gone),
    };
    assert.ok(
      problems({ playground }).some((problem) => problem.endsWith(`the playground does not have ${said}.`)),
      gone,
    );
  }
});

test('so is a value of an enum that its attribute cannot say', () => {
  const kinds = configFieldKinds();
  assert.ok(kinds('responseModalities[]').values?.includes('VIDEO'));
  assert.deepEqual(valueProblems(kinds), []);
  const more = (field: string) => ({ values: [...(kinds(field).values ?? []), 'SMELL'] });
  const said = valueProblems((field) => (field === 'responseModalities' ? more(field) : kinds(field)));
  assert.deepEqual(said, [
    'The SDK declares SMELL for config.responseModalities, for which response-modality has no word.',
  ]);
  assert.equal(
    valueProblems((field) => (field === 'mediaResolution' ? more(field) : kinds(field))).length,
    1,
  );
});

test('the playground offers the languages that the service names, each of them one', () => {
  const controls = playgroundInDemo().groups.flatMap((group) => group.controls);
  const offered = (key: string): readonly string[] =>
    controls.find((control) => control.key === key)?.values ?? [];
  const languages = offered('translate-to');
  const spoken = offered('speech-language');
  assert.equal(languages.length, 70);
  assert.equal(spoken.length, 70 + 30);
  assert.deepEqual(spoken.slice(0, 70), languages);
  assert.equal(new Set(spoken).size, spoken.length);
  for (const code of spoken)
    assert.notEqual(new Intl.DisplayNames('en', { type: 'language' }).of(code), code);
});

test('the playground has a control for every attribute and option, each of a kind that fits', () => {
  const controls = playgroundData(element).groups.flatMap((group) => group.controls);
  const kinds = new Map(controls.map(({ key, kind }) => [key, kind]));
  for (const { name } of element.attributes ?? []) assert.ok(kinds.has(name), name);
  for (const { name } of elementOptions()) assert.ok(kinds.has(`options.${name}`), name);
  assert.equal(new Set(controls.map(({ key }) => key)).size, controls.length);
  for (const [key, kind] of Object.entries({
    vad: 'select',
    muted: 'checkbox',
    'silence-duration-ms': 'number',
    voice: 'text',
    'options.offers': 'list',
    'options.record': 'checkbox',
    'options.strings': 'json',
    'config.temperature': 'number',
    'config.safetySettings': 'json',
    'config.tools': 'json',
    'config.speechConfig.voiceConfig.replicatedVoiceConfig': 'json',
    '.tools': 'json',
    '.history': 'json',
    '.variables': 'json',
    'config.inputAudioTranscription.diarization': 'yes-no',
    'config.inputAudioTranscription.languageCodes': 'list',
  })) {
    assert.equal(kinds.get(key), kind, key);
  }
});
