/** Prints messages to the log: for development alone, since whoever reads the log can use the codes. */
import type { Log } from '../log.js';
import type { Mailer } from './mail.js';
import type { Contact, Message } from './message.js';
import type { SmsProvider } from './sms/provider.js';

export const createConsole = (log: Log): Mailer & SmsProvider => {
  const print = (contact: Contact, message: Message): void => {
    if (message.kind === 'CODE') log.info({ ...contact, code: message.code }, 'verification code');
    else log.info({ ...contact, kind: message.kind }, 'notice');
  };
  return {
    sendMail: async (email, message) => print({ email }, message),
    dispose: () => undefined,
    sendSms: async (phone, message) => print({ phone }, message),
  };
};
