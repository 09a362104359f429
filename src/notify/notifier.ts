/** Messages to people. Until a transport is configured they are printed to the log. */
import { AppError } from '../errors.js';
import type { Log } from '../log.js';

export type Contact = { email: string } | { phone: string };

export type Notifier = {
  /** @throws AppError DEPENDENCY_UNAVAILABLE when there is no way to reach the contact */
  sendCode(contact: Contact, code: string): Promise<void>;
};

/** Prints codes to the log: for development alone, since whoever reads the log can use them. */
export const createLogNotifier = (log: Log): Notifier => ({
  sendCode: async (contact, code) => {
    log.info({ ...contact, code }, 'verification code');
  },
});

/** Refuses to send, where printing a code would leak it and nothing else is configured. */
export const createAbsentNotifier = (): Notifier => ({
  sendCode: async () => {
    throw new AppError('DEPENDENCY_UNAVAILABLE', {
      message: { en: 'No mail or SMS service is configured.', zh: '尚未配置邮件或短信服务。' },
    });
  },
});
