/** The contexts in which an event is resolved: one for all sockets of a token that it goes to at about the same time. */
import { type Caller, type Context, createContext, type Services } from '../context.js';

export type EventContexts = {
  /** @throws AppError UNAUTHENTICATED once the session has ended */
  of(event: unknown, caller: Caller): Promise<Context>;
};

/** Milliseconds for which what one socket had read for an event serves the next: rows are never older than that. */
const shelfLife = 50;

type Given = string | undefined;
type Sessions = Context['loaders']['viewerBySessionId'];
type Scope = {
  loaders: Context['loaders'];
  sessions: Sessions;
  /** By token, then by language. */
  contexts: Map<Given, Map<Given, Promise<Context>>>;
};

/** Names an event of the log, and the commit that it came with; what is not in the log is one socket's alone. */
const namesOf = (event: unknown): { name: string; commit: string } | undefined => {
  const { interviewId, seq, at } = event as { interviewId?: string; seq?: number | null; at?: Date };
  if (seq === null || seq === undefined) return undefined;
  return { name: `${interviewId}:${seq}`, commit: `${interviewId}@${at?.getTime()}` };
};

/** What a map has under a name, made now if it is not there; it is forgotten before long. */
const keep = <T>(map: Map<string, T>, name: string, create: () => T): T => {
  const known = map.get(name);
  if (known !== undefined) return known;
  const made = create();
  map.set(name, made);
  setTimeout(() => map.delete(name), shelfLife);
  return made;
};

/**
 * However many sockets follow an interview, its events are read for them together: sessions and rows in one statement each. So are
 * the events of several interviews that arrive at once.
 */
export const createEventContexts = (services: Services): EventContexts => {
  const scopes = new Map<string, Scope>();
  const sessions = new Map<string, Sessions>();
  let loadersOfTick: Context['loaders'] | undefined;

  /**
   * What events that came from the log together are read with. Their followers ask within one tick, and loaders send their
   * statements after it: no row is older than any of the events.
   */
  const sharedLoaders = (): Context['loaders'] => {
    if (!loadersOfTick) {
      loadersOfTick = services.createLoaders({ statements: 0 });
      process.nextTick(() => {
        loadersOfTick = undefined;
      });
    }
    return loadersOfTick;
  };

  /** The events of a commit go out one after another: a session that was read for the first is as good for the others. */
  const sessionsOf = (commit: string): Sessions => keep(sessions, commit, () => sharedLoaders().viewerBySessionId);

  const scopeOf = (name: string, commit: string): Scope =>
    keep(scopes, name, () => ({ loaders: sharedLoaders(), sessions: sessionsOf(commit), contexts: new Map() }));

  return {
    of: (event, caller) => {
      const names = namesOf(event);
      if (names === undefined) return createContext(services, caller);
      const { loaders, sessions, contexts } = scopeOf(names.name, names.commit);
      const { token, acceptLanguage } = caller;
      const ofToken = contexts.get(token) ?? new Map();
      contexts.set(token, ofToken);
      const context = ofToken.get(acceptLanguage) ?? createContext(services, caller, loaders, sessions);
      ofToken.set(acceptLanguage, context);
      return context;
    },
  };
};
