/** What is shown of an interview: each function makes the lines of one thing, for a width in columns. */
import type {
  AnswerViewFragment,
  Dimension,
  EvaluationViewFragment,
  PointVerdict,
  ReportViewFragment,
  TurnViewFragment,
} from '../client/gql/graphql.js';
import type { TurnName } from './state.js';
import { isPainted, paint } from './terminal.js';
import { bar, clean, clockTime, padEnd, padStart, type Range, shorten, widthOf, wrap, wrapRanges } from './text.js';
import type { Words } from './words.js';

const margin = 2;
/** Columns of the answer shown on either side of a quotation, about. */
const context = 60;

const rule = (left: string, right: string, columns: number, line = '─'): string[] => {
  const fill = columns - widthOf(left) - widthOf(right) - 8;
  const begin = `${line}${line} ${left} `;
  if (right === '') return [begin + line.repeat(Math.max(2, columns - widthOf(begin)))];
  if (fill < 1) return [begin + line.repeat(2), ...wrap(right, columns, margin)];
  return [`${begin}${line.repeat(fill)} ${right} ${line}${line}`];
};

const difficultyOf = (level: number) => '●'.repeat(level) + '○'.repeat(Math.max(0, 5 - level));

export const questionLines = (
  words: Words,
  { question, timeLimit, prompt }: TurnViewFragment,
  { number, followUp }: TurnName,
  total: number,
  columns: number,
): string[] => {
  const title = followUp ? words.followUp(number, total) : words.question(number, total);
  const facts = [
    ...(question ? [clean(question.category.name), difficultyOf(question.difficulty)] : []),
    timeLimit === null ? words.noClock : clockTime(timeLimit),
  ];
  return [
    '',
    ...rule(title, facts.join(' · '), columns).map((line) => paint('cyan', line)),
    ...wrap(clean(prompt), columns).map((line) => paint('bold', line)),
  ];
};

export const hintLines = (
  words: Words,
  { number, count, hint }: { number: number; count: number; hint: string },
  columns: number,
): string[] => noteLines(words.hint(number, count), hint, columns);

export const answerLines = (words: Words, name: TurnName, text: string, columns: number): string[] => [
  '',
  paint('dim', words.answer(name)),
  ...wrap(clean(text.trim() || words.blankAnswer), columns, margin).map((line) => paint('dim', line)),
];

type Dimensions = { dimension: Dimension; score: number; weight: number }[];
type Colour = 'green' | 'yellow' | 'red';

const colourOf = (score: number): Colour => (score >= 70 ? 'green' : score >= 40 ? 'yellow' : 'red');

/** Labels, bars and numbers, each in a column of its own. */
const barLines = (rows: { label: string; score: number; note: string }[], columns: number): string[] => {
  const label = Math.min(Math.max(...rows.map((row) => widthOf(row.label))), Math.floor(columns / 2));
  const note = Math.max(...rows.map((row) => widthOf(row.note)));
  const length = Math.max(4, Math.min(40, columns - margin - label - note - 11));
  return rows.map((row) => {
    const { filled, rest } = bar(row.score / 100, length);
    const name = padEnd(wrap(row.label, label)[0] ?? '', label);
    const drawn = paint(colourOf(row.score), filled) + paint('dim', rest);
    return `  ${name}  ${drawn}  ${padStart(row.score.toFixed(1), 5)}  ${paint('dim', padStart(row.note, note))}`.trimEnd();
  });
};

const dimensionLines = (words: Words, dimensions: Dimensions, columns: number): string[] =>
  barLines(
    dimensions.map(({ dimension, score, weight }) => ({
      label: words.dimensions[dimension],
      score,
      note: `×${weight}%`,
    })),
    columns,
  );

const marks: Record<PointVerdict, { mark: string; colour: Colour }> = {
  COVERED: { mark: '✓', colour: 'green' },
  PARTIAL: { mark: '~', colour: 'yellow' },
  MISSED: { mark: '✗', colour: 'red' },
};

const isBreak = (character: string | undefined) =>
  character === undefined || /[\s\p{P}\p{Script=Han}]/u.test(character);

/** The range widened by some of its context, to where a word begins and ends. */
const surroundings = (text: string, { start, end }: Range): Range => {
  const units = Math.round((context * text.length) / Math.max(1, widthOf(text)));
  let from = Math.max(0, start - units);
  let to = Math.min(text.length, end + units);
  while (from > 0 && from < start && !isBreak(text[from - 1])) from++;
  while (to < text.length && to > end && !isBreak(text[to])) to--;
  return { start: from, end: to };
};

/** A quotation in its place in the answer: underlined, or between « and » where nothing can be underlined. */
const evidenceLines = (answer: string, span: Range, columns: number): string[] => {
  const text = clean(answer).replaceAll('\n', ' ');
  const around = surroundings(text, span);
  const [open, close] = isPainted() ? ['', ''] : ['«', '»'];
  const before = (around.start > 0 ? '…' : '') + text.slice(around.start, span.start).trimStart() + open;
  const quote = text.slice(span.start, span.end);
  const after = close + text.slice(span.end, around.end).trimEnd() + (around.end < text.length ? '…' : '');
  const whole = before + quote + after;
  const indent = 6;
  const first = before.length;
  const last = first + quote.length;
  return wrapRanges(whole, Math.max(2, columns - indent)).map(({ start, end }) => {
    const part = (from: number, to: number) => whole.slice(Math.max(start, from), Math.max(start, Math.min(end, to)));
    const plain = (piece: string) => (piece === '' ? '' : paint('dim', piece));
    const marked = part(first, last);
    return (
      ' '.repeat(indent) +
      plain(part(start, first)) +
      (marked === '' ? '' : paint('underline', marked)) +
      plain(part(last, end))
    );
  });
};

const pointLines = (words: Words, evaluation: EvaluationViewFragment, answer: string, columns: number): string[] =>
  evaluation.points.flatMap(({ keyPoint, verdict, evidence }) => {
    const { mark, colour } = marks[verdict];
    const [first = '', ...more] = wrap(clean(keyPoint.text) + (verdict === 'PARTIAL' ? words.partly : ''), columns, 4);
    return [
      `  ${paint(colour, mark)} ${first.trimStart()}`,
      ...more,
      ...evidence.flatMap((span) => evidenceLines(answer, span, columns)),
    ];
  });

const noteLines = (label: string, text: string | null, columns: number): string[] =>
  text ? [`  ${paint('bold', label)}`, ...wrap(clean(text), columns, 4)] : [];

export const scoreLines = (
  words: Words,
  name: TurnName,
  answer: AnswerViewFragment,
  evaluation: EvaluationViewFragment,
  columns: number,
): string[] => {
  const { status, score, uncertainty, revision, provisional, feedback, suggestion } = evaluation;
  const scored = status === 'READY' && score !== null;
  const total = scored ? `${score.toFixed(1)} ± ${(uncertainty ?? 0).toFixed(1)}` : '';
  const title = [
    words.score(name),
    ...(answer.attempt > 1 ? [words.attempt(answer.attempt)] : []),
    ...(revision > 1 ? [words.revision(revision)] : []),
  ].join(' · ');
  return [
    '',
    ...rule(title, total, columns).map((line) => paint(scored ? colourOf(score) : 'yellow', line)),
    ...(status === 'INSUFFICIENT' ? [`  ${words.insufficient}`] : []),
    ...(status === 'FAILED' ? [`  ${words.failed}`] : []),
    ...(provisional ? [`  ${words.provisional}`] : []),
    ...(evaluation.dimensions.length > 0 ? dimensionLines(words, evaluation.dimensions, columns) : []),
    ...pointLines(words, evaluation, answer.text ?? '', columns),
    ...noteLines(words.feedback, feedback, columns),
    ...noteLines(words.suggestion, suggestion, columns),
  ];
};

const signed = (difference: number) =>
  `${difference > 0 ? '+' : difference < 0 ? '−' : '±'}${Math.abs(difference).toFixed(1)}`;

type Finding = ReportViewFragment['findings'][number];

/** Each line with what was said, if it rests on something. */
const findingLines = (mark: string, findings: Finding[], columns: number): string[] =>
  findings.flatMap(({ text, evidence: [said] }) => {
    const [first = '', ...more] = wrap(clean(text), columns, 4);
    const quote = said ? [`      ${paint('dim', shorten(`“${clean(said.quote)}”`, columns - 6))}`] : [];
    return [`  ${mark} ${first.trimStart()}`, ...more, ...quote];
  });

/** What was done alone and what with help, where there was both. */
const helpLines = (words: Words, { unassistedScore, assistedScore }: ReportViewFragment, columns: number): string[] =>
  unassistedScore === null || assistedScore === null
    ? []
    : [
        '',
        paint('bold', words.assistance.title),
        ...barLines(
          [
            { label: words.assistance.without, score: unassistedScore, note: '' },
            { label: words.assistance.with, score: assistedScore, note: '' },
          ],
          columns,
        ),
      ];

export const reportLines = (words: Words, report: ReportViewFragment, columns: number): string[] => {
  const heading = (text: string) => ['', paint('bold', text)];
  const { score, uncertainty, provisional, findings, comparedToPrevious, assistedShare } = report;
  const [strengths, improvements] = (['STRENGTH', 'IMPROVEMENT'] as const).map((of) =>
    findings.filter(({ kind }) => kind === of),
  ) as [Finding[], Finding[]];
  const band = uncertainty === null ? '' : ` ± ${uncertainty.toFixed(1)}`;
  const comparison = comparedToPrevious === null ? words.incomparable : words.compared(signed(comparedToPrevious));
  return [
    '',
    ...rule(words.report, `${words.total} ${score.toFixed(1)}${band}`, columns, '═').map((line) =>
      paint(['bold', colourOf(score)], line),
    ),
    ...(provisional ? [`  ${words.provisional}`] : []),
    ...dimensionLines(words, report.dimensions, columns),
    ...(report.categories.length > 0
      ? [
          ...heading(words.categories),
          ...barLines(
            report.categories.map((category) => ({
              label: clean(category.category.name),
              score: category.score,
              note: [
                ...(category.comparedToPrevious === null ? [] : [signed(category.comparedToPrevious)]),
                words.turns(category.turns),
              ].join('  '),
            })),
            columns,
          ),
        ]
      : []),
    ...(strengths.length > 0
      ? [...heading(words.strengths), ...findingLines(paint('green', '✓'), strengths, columns)]
      : []),
    ...(improvements.length > 0
      ? [...heading(words.improvements), ...findingLines(paint('red', '✗'), improvements, columns)]
      : []),
    ...helpLines(words, report, columns),
    '',
    ...(assistedShare > 0 ? wrap(words.assisted(Math.round(assistedShare * 100)), columns) : []),
    ...wrap(comparison, columns),
  ];
};
