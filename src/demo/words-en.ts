/** What the demo says in English. */
import type { Dimension, Pace } from '../client/gql/graphql.js';
import type { TurnName } from './state.js';

const numberOf = ({ number, followUp }: TurnName) => (followUp ? `${number} (follow-up)` : `${number}`);

export const en = {
  help: `Plays one interview against a server, over its own protocols.

  npm run demo -- [options]

  --url URL            the server, such as http://127.0.0.1:4000 (with or without /graphql);
                       by default one that runs here on PORT (4000), else a new one is started
  --auto               answers by itself: good, middling and empty answers in turn
  --locale en|zh       language of the interview and of this program (en)
  --questions N        how many questions, 1 to 50 (5)
  --pace PACE          standard, stress (a shorter clock) or zero (no clock) (standard)
  --resume FILE        uploads this resume (.pdf, .docx, .txt, .md), and is asked about it
  --email, --password  signs in as this account; by default as the seeded candidate
  --register           creates an account first, with a code that the server sends
  --help               this text

While a question is open: type an answer and finish it with an empty line, or
a command: /skip, /hint (not with --pace stress), /pause and /resume, /finish, /quit;
with --pace zero also /score, and between questions /next and /retry.

Exit code: 0 once the report is there, 1 otherwise, 2 for a wrong option, 130 when interrupted.`,
  usage: {
    unknown: (flag: string) => `Unknown option ${flag}. See: npm run demo -- --help`,
    positional: (text: string) => `Unexpected argument "${text}". See: npm run demo -- --help`,
    noValue: (flag: string) => `${flag} needs a value. See: npm run demo -- --help`,
    surplus: (flag: string) => `${flag} takes no value.`,
    choice: (flag: string, value: string, choices: string) => `${flag} is one of ${choices}, not "${value}".`,
    questions: (value: string) => `--questions is a whole number from 1 to 50, not "${value}".`,
    url: (value: string) => `--url is an http:// or https:// address, not "${value}".`,
    pair: '--email and --password belong together.',
  },
  error: 'Error',
  using: (url: string) => `Server: ${url}`,
  starting: 'Starting a server of our own (the first time takes some ten seconds)…',
  stopping: 'Stopping the server…',
  noServer: (url: string, reason: string) => `There is no server at ${url} (${reason}).`,
  notOurs: (url: string) => `What answers at ${url} is not a Zero Pressure Interview server.`,
  notReady: (url: string, why: string) => `The server at ${url} is not ready: ${why}.`,
  startFailed: (output: string) => `The server did not start.\n${output}`,
  folderHeld: (message: string) =>
    `${message}\nThat server does not answer at the usual address. If it runs elsewhere, name it: npm run demo -- --url http://host:port`,
  serverEnded: (output: string) => `The server that the demo started has ended.\n${output}`,
  signedIn: (name: string, email: string) => `Signed in as ${name} <${email}>`,
  signInHint: 'This server may have no seeded accounts: use --register, or --email and --password.',
  codeSent: (email: string) => `A verification code was sent to ${email}.`,
  codeRead: (code: string) => `Code from the server's log: ${code}`,
  codePrompt: 'Code › ',
  codeImpossible:
    'Registering needs the verification code, which is in the log or the mail of that server, and there is nobody to type it in. Run it in a terminal, or without --url.',
  registered: (email: string, password: string) => `Account created: ${email}  password: ${password}`,
  resume: {
    missing: (path: string) => `There is no file ${path} that can be read.`,
    type: (path: string) => `${path}: a resume ends in .pdf, .docx, .txt or .md.`,
    refused: (reason: string) => `The resume was not taken: ${reason}`,
    read: (version: number, skills: string) =>
      `Resume read (version ${version}). Skills: ${skills === '' ? 'none found' : skills}`,
    slow: (seconds: number) => `For ${seconds} seconds nobody has read the resume: does a worker run?`,
  },
  started: (questions: number, pace: Pace) =>
    `Interview with ${questions} ${questions === 1 ? 'question' : 'questions'}, ${
      { STANDARD: 'standard pace', STRESS: 'stress pace', ZERO_PRESSURE: 'zero pressure: no clock' }[pace]
    }`,
  question: (position: number, total: number) => `Question ${position} of ${total}`,
  followUp: (number: number, total: number) => `Follow-up to question ${number} of ${total}`,
  noClock: 'no clock',
  command: (name: string) => name,
  guide: {
    QUESTION: (commands: string) => `An empty line sends your answer. Or: ${commands}`,
    BETWEEN: (commands: string) => `Now: ${commands}`,
    END: (commands: string) => `That was the last question. Now: ${commands}`,
    PAUSED: (commands: string) => `Paused. Now: ${commands}`,
  },
  hint: (number: number, count: number) => `Hint ${number} of ${count}`,
  noHint: (count: number): string => (count === 0 ? 'This question has no hints.' : 'There is no hint left.'),
  paused: 'The interview is paused: its clock stands still.',
  resumed: 'The interview goes on.',
  /** In the prompt; the clock is empty where there is none. */
  halted: (clock: string) => `${['paused', clock].filter(Boolean).join(' at ')}, /resume to go on`,
  cancelled: 'The interview was cancelled elsewhere, so there is no report.',
  blank: 'Nothing to send yet. Type an answer, or /skip.',
  notHere: (command: string) => `${command} is not possible now.`,
  unknownCommand: (command: string) => `There is no ${command}.`,
  noAnswerYet: 'There is no answer to score yet.',
  scoreLater: 'Not scored yet. The score will show as soon as it is there.',
  answer: (turn: TurnName) => `Answer ${numberOf(turn)}:`,
  answerSaved: (turn: TurnName) => `Answer ${numberOf(turn)} is saved.`,
  blankAnswer: '(blank, to see it refused)',
  refused: (code: string, message: string) => `Refused: ${code}: ${message}`,
  blankAccepted: 'The server accepted a blank answer, which it must refuse.',
  skipped: (turn: TurnName) => `Question ${numberOf(turn)} skipped.`,
  earlierCounts: (turn: TurnName) => `Question ${numberOf(turn)} left: the earlier answer counts.`,
  expired: (turn: TurnName) => `Time is up: question ${numberOf(turn)} is closed. What was not sent does not count.`,
  stillOpen: (turn: TurnName) => `Question ${numberOf(turn)} is still open`,
  score: (turn: TurnName) => `Score for question ${numberOf(turn)}`,
  attempt: (attempt: number) => `try ${attempt}`,
  revision: (revision: number) => `revision ${revision}`,
  provisional: 'Provisional: a better judgement will follow.',
  insufficient: 'Not enough to judge',
  failed: 'This answer could not be scored. It does not count.',
  withheld: (turn: TurnName) => `Answer ${numberOf(turn)} is scored. /score shows it.`,
  dimensions: {
    ACCURACY: 'Accuracy',
    COMPLETENESS: 'Completeness',
    DEPTH: 'Depth',
    EXPRESSION: 'Expression',
  } as Record<Dimension, string>,
  partly: ' (in part)',
  feedback: 'Feedback',
  suggestion: 'Suggestion',
  finished: 'The interview is over. Waiting for the report…',
  report: 'Report',
  total: 'Total',
  categories: 'Categories',
  turns: (count: number) => `${count} ${count === 1 ? 'question' : 'questions'}`,
  strengths: 'Strengths',
  improvements: 'To improve',
  assistance: { title: 'Hints and retries', without: 'Without help', with: 'With help' },
  assisted: (percent: number) => `${percent}% of the answers were assisted`,
  incomparable: 'No earlier interview in these categories to compare with.',
  compared: (difference: string) => `${difference} compared to your earlier interviews in these categories`,
  lost: 'Connection lost, reconnecting…',
  reconnected: 'Reconnected.',
  retrying: (reason: string) => `The request did not get through (${reason}); trying again…`,
  gone: (seconds: number) => `The server has been gone for ${seconds} seconds. Without it there is no report.`,
  noReport: (seconds: number) => `The interview is over, but for ${seconds} seconds no report has come.`,
  reset: "The server's record of this interview was reset; reading it again.",
  quit: 'You left before the end, so there is no report.',
  inputEnded: 'The input ended before the interview did, so there is no report.',
  interrupted: 'Interrupted: there is no report.',
  partial:
    'I have not worked with this in depth. I would first make sure what is asked, then look at the simplest case, because it shows what matters; I would measure before I change anything, and I would ask a colleague about the parts that I do not know.',
};
