/** All tables, as drizzle-kit and the connection want them. */
export * from './answer.js';
export * from './audit.js';
export * from './basis.js';
export * from './category.js';
export * from './evaluation.js';
export * from './event.js';
export * from './file.js';
export * from './interview.js';
export * from './message.js';
export * from './outbox.js';
export * from './question.js';
export * from './report.js';
export * from './resume.js';
export * from './secret.js';
export * from './session.js';
export * from './turn.js';
export * from './user.js';
