import { row, type Chapter } from './capability.ts';

const PLAYGROUND = 'playground.html';

/** What the element adds of its own. */
export const ELEMENT: Chapter = {
  title: 'The element’s own',
  capabilities: [
    row(
      'Configuration by program or JSON',
      { by: '.config .options' },
      PLAYGROUND,
      'element/settings.test.ts',
    ),
    row(
      'Layout, place, picture of the voices, colours',
      { by: 'layout placement visualizer color-scheme' },
      PLAYGROUND,
      'element/panel.test.ts ui/visualizers.test.ts ui/accessible.test.ts',
    ),
    row('The panel', { by: 'open .show .hide gemini-live-toggle' }, PLAYGROUND, 'element/panel.test.ts'),
    row(
      'Wording of one’s own',
      { by: 'options.strings' },
      PLAYGROUND,
      'element/extras.test.ts locales/localize-controller.test.ts',
    ),
    row(
      'A visitor who is asked first',
      { by: 'consent disabled gemini-live-beforestart' },
      PLAYGROUND,
      'element/settings.test.ts ui/launcher.test.ts',
    ),
    row(
      'Hanging up when nobody speaks',
      { by: 'idle-timeout' },
      'pages/usage.html',
      'conversation/idle-timer.test.ts element/values.test.ts',
    ),
    row(
      'Devices that come and go',
      { by: '.devices .setDevice gemini-live-devicechange' },
      'pages/devices.html',
      'element/devices-microphone.test.ts element/devices-choice.test.ts element/devices-sound.test.ts',
    ),
    row('Outliving a reload', { by: 'persist' }, PLAYGROUND, 'element/persist.test.ts'),
    row(
      'Several conversations on one page',
      { by: 'options.alongside' },
      PLAYGROUND,
      'element/page-others.test.ts',
    ),
    row('Outliving removal from the page', { by: 'keep-alive' }, PLAYGROUND, 'element/lifetime.test.ts'),
    row(
      'Where and how the sound is moved',
      { by: 'latency worklet-base options.engine options.audioConstraints .allowedOrigins' },
      PLAYGROUND,
      'element/microphone.test.ts element/changes.test.ts conversation/conversation.test.ts engine/engine.test.ts',
    ),
  ],
};
