/** The port that every SMS service stands behind. */
import type { Locale, Message } from '../message.js';

export type SmsProvider = {
  /**
   * @param phone in E.164, such as `+8613800138000`
   * @throws UndeliverableError or RecipientError when it is the number that was refused
   */
  sendSms(phone: string, message: Message, locale: Locale): Promise<void>;
};
