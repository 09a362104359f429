/** The contexts in which an event is resolved: one for all sockets of a token that it goes to at about the same time. */
import { type Caller, type Context, createContext, type Services } from '../context.js';

export type EventContexts = {
  /** @throws AppError UNAUTHENTICATED once the session has ended */
  of(event: unknown, caller: Caller): Promise<Context>;
};

/** Milliseconds for which what one socket had read for an event serves the next: rows are never older than that. */
const shelfLife = 50;

type Given = string | undefined;
type Scope = {
  loaders: Context['loaders'];
  /** By token, then by language. */
  contexts: Map<Given, Map<Given, Promise<Context>>>;
};

/** Names an event of the log; what is not in the log is one socket's alone. */
const nameOf = (event: unknown): string | undefined => {
  const { interviewId, seq } = event as { interviewId?: string; seq?: number | null };
  return seq === null || seq === undefined ? undefined : `${interviewId}:${seq}`;
};

/**
 * However many sockets follow an interview, its events are read for them together: sessions and rows in one statement each. So are
 * the events of several interviews that arrive at once.
 */
export const createEventContexts = (services: Services): EventContexts => {
  const scopes = new Map<string, Scope>();
  let loadersOfTick: Context['loaders'] | undefined;

  /**
   * What events that came from the log together are read with. Their followers ask within one tick, and loaders send their
   * statements after it: no row is older than any of the events.
   */
  const sharedLoaders = (): Context['loaders'] => {
    if (!loadersOfTick) {
      loadersOfTick = services.createLoaders();
      process.nextTick(() => {
        loadersOfTick = undefined;
      });
    }
    return loadersOfTick;
  };

  const scopeOf = (name: string): Scope => {
    let scope = scopes.get(name);
    if (!scope) {
      scope = { loaders: sharedLoaders(), contexts: new Map() };
      scopes.set(name, scope);
      setTimeout(() => scopes.delete(name), shelfLife);
    }
    return scope;
  };

  return {
    of: (event, caller) => {
      const name = nameOf(event);
      if (name === undefined) return createContext(services, caller);
      const { loaders, contexts } = scopeOf(name);
      const { token, acceptLanguage } = caller;
      const ofToken = contexts.get(token) ?? new Map();
      contexts.set(token, ofToken);
      const context = ofToken.get(acceptLanguage) ?? createContext(services, caller, loaders);
      ofToken.set(acceptLanguage, context);
      return context;
    },
  };
};
