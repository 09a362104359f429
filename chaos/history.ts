/** What clients saw: every call with what came of it, every subscription with each message as it arrived. */

export type Action =
  | 'createInterview'
  | 'startInterview'
  | 'nextTurn'
  | 'submitAnswer'
  | 'skipTurn'
  | 'pauseInterview'
  | 'resumeInterview'
  | 'revealHint'
  | 'retryTurn'
  | 'cancelInterview'
  | 'finishInterview';

/** What an acknowledged call said. */
export type Ack = { id: string; status?: string; lastSeq?: number; turnId?: string | undefined };

export type Outcome =
  | { kind: 'ack'; ack: Ack }
  /** The server said no, and why. */
  | { kind: 'refused'; code: string }
  /** No answer, or one that leaves open whether it was done. */
  | { kind: 'unknown'; reason: string };

/** What was asked, apart from who asked whom. */
export type Request = {
  action: Action;
  /** Of the interview; empty while it is being created. */
  interviewId: string;
  turnId?: string;
  clientKey?: string;
  text?: string;
  /** Which hint. */
  hint?: number;
};

export type Call = Request & {
  client: number;
  server: number;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
  outcome: Outcome;
};

export type Frame = {
  seq: number | null;
  type: string;
  /** When it happened, by the server that did it. */
  at: number;
  received: number;
  turnId?: string;
};

/** One subscription on one connection; a follower has one after another. */
export type Subscription = {
  interviewId: string;
  follower: string;
  server: number;
  after: number;
  /** Milliseconds since the epoch, as is `endedAt`. */
  begunAt: number;
  endedAt?: number;
  frames: Frame[];
  /** How it ended: `completed` by the client, the close code, or the error's code. */
  end?: string;
};

export type History = {
  calls: Call[];
  subscriptions: Subscription[];
  /** Connections that were opened by a follower after its first. */
  reconnects: number;
};

export const createHistory = (): History => ({ calls: [], subscriptions: [], reconnects: 0 });
