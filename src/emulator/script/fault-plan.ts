import type { Fault, FaultAction, FaultConditions, HttpFaultAction, Moment, RequestMoment } from './fault.ts';
import { seeded } from '../../core/random.ts';

/** Where in the twin's life a moment comes. */
export interface Place {
  /** Counted from 1; for `token`, that of the request. */
  readonly connection: number;
  /** 0 before the first one. */
  readonly turn: number;
}

interface Planned {
  readonly fault: Fault;
  readonly random: () => number;
  /** How often its place came, and how often it happened. */
  came: number;
  happened: number;
}

/** The faults of one script, with the count of how often each came and happened: over all of its connections. */
export class FaultPlan {
  readonly #planned: readonly Planned[];

  /** `seed`: of those that happen by chance; each of them has a sequence of its own. */
  constructor(faults: readonly Fault[], seed: number) {
    this.#planned = faults.map((fault, index) => ({
      fault,
      random: seeded(seed + index * 0x9e37),
      came: 0,
      happened: 0,
    }));
  }

  /** Whether any fault does this. */
  has(kind: (FaultAction | HttpFaultAction)['kind']): boolean {
    return this.#planned.some(({ fault }) => fault.do.kind === kind);
  }

  /** What goes wrong at this moment of a connection; it counts as having happened. */
  due(at: Moment, place: Place): readonly Due<FaultAction>[] {
    return this.#due<FaultAction>(at, place);
  }

  /** The same for a request over HTTP, which has one end: the first fault that is due is it. */
  dueForRequest(at: RequestMoment, place: Place): Due<HttpFaultAction> | undefined {
    return this.#due<HttpFaultAction>(at, place, 1)[0];
  }

  #due<Action>(at: Moment | RequestMoment, place: Place, most = Infinity): readonly Due<Action>[] {
    const due: Due<Action>[] = [];
    for (const planned of this.#planned) {
      if (due.length >= most) break;
      const { fault } = planned;
      if (fault.at !== at || !isHere(fault, place) || !happens(planned)) continue;
      // `at` has said which of the two kinds of action it is.
      due.push({ afterMs: fault.afterMs ?? 0, do: fault.do as Action });
    }
    return due;
  }
}

/** Something that goes wrong now, or so much later. */
export interface Due<Action> {
  readonly afterMs: number;
  readonly do: Action;
}

const isHere = ({ connection, turn }: FaultConditions, place: Place): boolean =>
  (connection ?? place.connection) === place.connection && (turn ?? place.turn) === place.turn;

const happens = (planned: Planned): boolean => {
  const { times = Infinity, every = 1, chance = 1 } = planned.fault;
  planned.came += 1;
  if (planned.came % every !== 0 || planned.happened >= times) return false;
  if (chance < 1 && planned.random() >= chance) return false;
  planned.happened += 1;
  return true;
};
