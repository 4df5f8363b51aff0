import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';

/** Preferences for tests: a fake 440 Hz microphone, no prompt, sound allowed without a click. */
export const firefoxPrefs = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
};

/**
 * Web-test-runner's launcher for Firefox, driven over WebDriver BiDi.
 * @param pulseServer address of a sound server: without one, Firefox's AudioContext never leaves `suspended`
 */
export const firefox = (
  pulseServer: string,
  executablePath = process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr',
) =>
  chromeLauncher({
    puppeteer,
    concurrency: 1,
    launchOptions: {
      browser: 'firefox',
      executablePath,
      headless: true,
      extraPrefsFirefox: firefoxPrefs,
      env: { ...process.env, PULSE_SERVER: pulseServer },
    },
  });
