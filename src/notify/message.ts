/** What is said, to whom, and in which language. */

export type Contact = { email: string } | { phone: string };

export type CodePurpose = 'REGISTER' | 'LOGIN' | 'RESET_PASSWORD' | 'CHANGE_CONTACT' | 'DELETE_ACCOUNT';

export type Message =
  /** `minutes`: how long the code is still good. */
  | { kind: 'CODE'; purpose: CodePurpose; code: string; minutes: number }
  /** `contact`: the new one, already masked. The message goes to the old one. */
  | { kind: 'CONTACT_CHANGED'; contact: string }
  | { kind: 'PASSWORD_CHANGED' | 'ACCOUNT_DELETED' };

export type Locale = 'ZH' | 'EN';
