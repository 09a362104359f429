/** What a monitor asks: it asks the database and Redis in turn. */
import type { Operation } from './operation.js';

export const health: Operation = {
  operationName: 'HealthStatus',
  query: 'query HealthStatus { health { status } }',
  anonymous: true,
  variables: [{}],
  bare: async ({ pool }) => {
    await pool.query('SELECT 1');
    return { health: { status: 'ok' } };
  },
  check: (data) => {
    const { status } = (data as { health: { status: string } }).health;
    if (status !== 'ok') throw new Error(`expected health ok, not ${status}`);
  },
  includes: ['"status":"ok"'],
};
