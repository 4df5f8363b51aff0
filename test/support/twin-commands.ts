export type * from '../../src/emulator/test-runner/commands.ts';
