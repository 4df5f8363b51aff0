import type { EmulatorOptions, LiveEmulator } from '../../../src/emulator/index.ts';
import { Client, withTwin } from '../client.ts';
import { ADDRESSES } from './backends.ts';
import { inForm, type Form } from './message-of.ts';
import type { Knower } from './wire-field.ts';

/** A client that writes the names of fields in one of the two forms. */
export class FormClient extends Client {
  readonly #form: Form;

  constructor(url: string, form: Form, headers: Record<string, string> = {}) {
    super(url, headers);
    this.#form = form;
  }

  override send(message: object): void {
    super.send(inForm(message, this.#form));
  }
}

/** A twin of its own and clients of it, whose every message has the one form. */
export class Lab {
  readonly twin: LiveEmulator;
  readonly #form: Form;
  readonly #knower: Knower;

  constructor(twin: LiveEmulator, form: Form, knower: Knower) {
    this.twin = twin;
    this.#form = form;
    this.#knower = knower;
  }

  /** A client before its `setup`. */
  async client(): Promise<FormClient> {
    const { path, headers } = ADDRESSES[this.#knower];
    const client = new FormClient(this.twin.url.replace('http', 'ws') + path, this.#form, headers);
    await client.opened;
    return client;
  }

  /** `setup` with a model that is found here, unless it names one. */
  setup(setup: object = {}): object {
    return { model: ADDRESSES[this.#knower].model, ...setup };
  }

  /** A client whose session is set up. */
  async session(setup: object = {}): Promise<FormClient> {
    const client = await this.client();
    client.send({ setup: this.setup(setup) });
    await client.next(({ setupComplete }) => setupComplete !== undefined);
    return client;
  }
}

/** What a lab is made for. */
export interface LabOptions extends EmulatorOptions {
  readonly form?: Form;
  readonly knower?: Knower;
}

/** Runs `test` in a lab of its own. */
export const inLab = (
  { form = 'camelCase', knower = 'gemini', ...options }: LabOptions,
  test: (lab: Lab) => Promise<void>,
): Promise<void> => withTwin(options, (twin) => test(new Lab(twin, form, knower)));
