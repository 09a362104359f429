/** The closed union of error codes and the one error class that carries them to clients. */

export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'INVALID_CREDENTIALS',
  'ACCOUNT_LOCKED',
  'ACCOUNT_EXISTS',
  'CODE_INVALID',
  'CODE_EXPIRED',
  'RATE_LIMITED',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'INTERVIEW_STATE',
  'TURN_STATE',
  'NOT_ENOUGH_QUESTIONS',
  'DEPENDENCY_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A message in both languages that the product speaks. */
export type Bilingual = { zh: string; en: string };

/** A message in the language of whoever reads it. */
export const inLanguage = (text: Bilingual, locale: 'ZH' | 'EN'): string => (locale === 'ZH' ? text.zh : text.en);

/** One thing wrong with an input: where (`input.text`) and what. */
export type InputIssue = { path: string; message: string | Bilingual };

const defaultMessages: Record<ErrorCode, Bilingual> = {
  UNAUTHENTICATED: {
    en: 'Sign in first: the token is missing, invalid or expired.',
    zh: '请先登录：令牌缺失、无效或已过期。',
  },
  FORBIDDEN: { en: 'You are not allowed to do this.', zh: '你没有权限执行此操作。' },
  NOT_FOUND: { en: 'Not found.', zh: '未找到。' },
  BAD_USER_INPUT: { en: 'The input is not valid.', zh: '输入无效。' },
  CONFLICT: { en: 'This conflicts with what is already there.', zh: '与已有内容冲突。' },
  INVALID_CREDENTIALS: { en: 'The contact, the password or the code is wrong.', zh: '账号、密码或验证码错误。' },
  ACCOUNT_LOCKED: { en: 'Too many failed attempts. Try again later.', zh: '失败次数过多，请稍后再试。' },
  ACCOUNT_EXISTS: { en: 'An account with this contact exists already.', zh: '该联系方式已注册。' },
  CODE_INVALID: { en: 'The verification code is wrong.', zh: '验证码错误。' },
  CODE_EXPIRED: { en: 'The verification code has expired. Ask for a new one.', zh: '验证码已过期，请重新获取。' },
  RATE_LIMITED: { en: 'Too many requests. Try again later.', zh: '请求过于频繁，请稍后再试。' },
  PAYLOAD_TOO_LARGE: { en: 'The request is too large.', zh: '请求体过大。' },
  UNSUPPORTED_MEDIA_TYPE: { en: 'This media type is not supported.', zh: '不支持的媒体类型。' },
  INTERVIEW_STATE: { en: 'The interview is not in a state that allows this.', zh: '面试当前状态不允许此操作。' },
  TURN_STATE: { en: 'The turn is not in a state that allows this.', zh: '该题当前状态不允许此操作。' },
  NOT_ENOUGH_QUESTIONS: { en: 'Not enough questions match.', zh: '符合条件的题目不足。' },
  DEPENDENCY_UNAVAILABLE: {
    en: 'A service this depends on is away. Try again shortly.',
    zh: '依赖的服务暂不可用，请稍后重试。',
  },
  INTERNAL_SERVER_ERROR: { en: 'Something went wrong on our side.', zh: '服务器内部错误。' },
};

export type AppErrorOptions = {
  /** Replaces the code's default text. */
  message?: Bilingual;
  /** What is wrong where; only with BAD_USER_INPUT. */
  issues?: InputIssue[];
  /** Seconds until trying again makes sense. */
  retryAfter?: number;
  cause?: unknown;
};

/** An expected failure. Whatever else is thrown is masked as INTERNAL_SERVER_ERROR. */
export class AppError extends Error {
  readonly messages: Bilingual;
  readonly issues: InputIssue[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: ErrorCode,
    options: AppErrorOptions = {},
  ) {
    const messages = options.message ?? defaultMessages[code];
    super(messages.en, { cause: options.cause });
    this.name = 'AppError';
    this.messages = messages;
    this.issues = options.issues;
    this.retryAfter = options.retryAfter;
  }
}

/** A failure of the environment (a taken port, a full disk) that ends the process with this one message. */
export class StartupError extends Error {
  override name = 'StartupError';
}
