/** Work that several callers wait for. It is given up when the last of them has gone. */
export interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
  readonly land: () => void;
}

/**
 * Starts the work, which may end itself by the controller. `onLand` is told once, when it is done, has failed or was given up: from then on a new caller must
 * not join it.
 */
export const startFlight = <T>(
  work: (controller: AbortController) => Promise<T>,
  onLand: (flight: Flight<T>) => void,
): Flight<T> => {
  const controller = new AbortController();
  const result = Promise.resolve().then(() => {
    controller.signal.throwIfAborted();
    return work(controller);
  });
  const flight: Flight<T> = { result, controller, waiting: 0, land: () => onLand(flight) };
  // Whoever waits hears of a failure; when nobody does any more, nobody has to.
  result.then(flight.land, flight.land);
  return flight;
};

/** Waits for the result, or rejects with the reason of `signal` as soon as that is aborted. */
export const joinFlight = <T>(flight: Flight<T>, signal: AbortSignal): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const leave = (): void => {
      reject(signal.reason as Error);
      flight.waiting -= 1;
      if (flight.waiting > 0) return;
      flight.land();
      flight.controller.abort();
    };
    flight.waiting += 1;
    signal.addEventListener('abort', leave, { once: true });
    flight.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
